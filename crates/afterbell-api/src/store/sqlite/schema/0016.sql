-- 面试结果 is of a term: whom a teacher chose in one is not chosen in the next. What there is by now is of the one
-- that holds.
CREATE TABLE audition_of_term (
    term         INTEGER NOT NULL,
    offering     TEXT NOT NULL,
    revision     INTEGER NOT NULL CHECK (revision > 0),
    choice       TEXT NOT NULL,
    is_published INTEGER NOT NULL CHECK (is_published IN (0, 1)),
    saved_at     TEXT NOT NULL,
    saved_by     TEXT,
    PRIMARY KEY (term, offering)
) STRICT, WITHOUT ROWID;

INSERT INTO audition_of_term
SELECT coalesce((SELECT term FROM school), 1), offering, revision, choice, is_published, saved_at,
    saved_by
FROM audition;

DROP TABLE audition;
ALTER TABLE audition_of_term RENAME TO audition;

CREATE TABLE audition_passed_of_term (
    term      INTEGER NOT NULL,
    student   TEXT NOT NULL REFERENCES student (id),
    offering  TEXT NOT NULL,
    passed_at TEXT NOT NULL,
    position  INTEGER NOT NULL,
    PRIMARY KEY (student, term, offering)
) STRICT, WITHOUT ROWID;

INSERT INTO audition_passed_of_term
SELECT coalesce((SELECT term FROM school), 1), student, offering, passed_at, position
FROM audition_passed;

DROP TABLE audition_passed;
ALTER TABLE audition_passed_of_term RENAME TO audition_passed;
