-- 变动告知: what a publication has changed of a child's places, as its family is told of it.
CREATE TABLE told_change (
    number  INTEGER PRIMARY KEY CHECK (number > 0),
    term    INTEGER NOT NULL,
    student TEXT NOT NULL REFERENCES student (id),
    at      TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT;

CREATE INDEX told_change_by_student ON told_change (student);

-- Up to which of them a guardian has read.
CREATE TABLE told_change_read (
    guardian TEXT NOT NULL REFERENCES guardian (id),
    student  TEXT NOT NULL REFERENCES student (id),
    number   INTEGER NOT NULL,
    PRIMARY KEY (guardian, student)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER told_change_is_append_only BEFORE UPDATE ON told_change
BEGIN SELECT RAISE(ABORT, 'told_change_is_append_only'); END;

CREATE TRIGGER told_change_is_kept BEFORE DELETE ON told_change
BEGIN SELECT RAISE(ABORT, 'told_change_is_append_only'); END;
