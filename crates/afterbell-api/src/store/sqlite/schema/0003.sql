-- 选课草稿: what a guardian has put together and not sent yet. Only the newest is kept; the
-- revision goes on when a draft is let go, so that a phone which slept cannot overwrite.
CREATE TABLE draft (
    guardian  TEXT NOT NULL REFERENCES guardian (id),
    student   TEXT NOT NULL REFERENCES student (id),
    revision  INTEGER NOT NULL CHECK (revision > 0),
    content   TEXT,
    edited_at TEXT NOT NULL,
    PRIMARY KEY (guardian, student)
) STRICT, WITHOUT ROWID;
