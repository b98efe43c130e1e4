-- 开课申报: what a teacher would teach, as it was said last, and what the office decided.
CREATE TABLE proposal (
    number     INTEGER PRIMARY KEY CHECK (number > 0),
    revision   INTEGER NOT NULL CHECK (revision > 0),
    staff      TEXT NOT NULL REFERENCES staff (id),
    teacher    TEXT NOT NULL,
    content    TEXT NOT NULL,
    state      TEXT NOT NULL,
    at         TEXT NOT NULL,
    decided_by TEXT
) STRICT;

-- 空闲时间: when a teacher has time, as it was said last.
CREATE TABLE free_time (
    staff   TEXT PRIMARY KEY REFERENCES staff (id),
    teacher TEXT NOT NULL,
    content TEXT NOT NULL,
    at      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
