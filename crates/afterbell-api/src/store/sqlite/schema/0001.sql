-- The school's books. Times are moments at the school, as text; the one number that is
-- compared as a time (a session's end) is in Unix seconds.

-- 菜单: every version ever published, whole and immutable.
CREATE TABLE menu (
    hash         TEXT PRIMARY KEY CHECK (length(hash) = 64),
    content      BLOB NOT NULL,
    published_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER menu_is_immutable BEFORE UPDATE ON menu
BEGIN SELECT RAISE(ABORT, 'menu_is_immutable'); END;

CREATE TRIGGER menu_is_kept BEFORE DELETE ON menu
BEGIN SELECT RAISE(ABORT, 'menu_is_immutable'); END;

-- REPLACE deletes without asking the trigger above.
CREATE TRIGGER menu_is_published_once BEFORE INSERT ON menu
WHEN EXISTS (SELECT 1 FROM menu WHERE hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'menu_is_immutable'); END;

-- One row: the pointer to the menu that holds now.
CREATE TABLE school (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    menu TEXT NOT NULL REFERENCES menu (hash)
) STRICT;

-- 开班项: the offerings of the current menu with their places, so that the database itself
-- can refuse one child too many, and so that an offering somebody holds cannot be dropped.
CREATE TABLE offering (
    id     TEXT PRIMARY KEY,
    places INTEGER NOT NULL CHECK (places > 0)
) STRICT, WITHOUT ROWID;

-- 学生: all that is known of a child.
CREATE TABLE student (
    id            TEXT PRIMARY KEY,
    school_number TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    grade         INTEGER NOT NULL,
    class         INTEGER NOT NULL,
    -- Left the school; kept because the ledger speaks of the child.
    left_at       TEXT
) STRICT, WITHOUT ROWID;

-- 家长: an account is nothing but an opaque name.
CREATE TABLE guardian (
    id        TEXT PRIMARY KEY,
    opened_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE guardian_student (
    guardian TEXT NOT NULL REFERENCES guardian (id),
    student  TEXT NOT NULL REFERENCES student (id),
    bound_at TEXT NOT NULL,
    PRIMARY KEY (guardian, student)
) STRICT;

CREATE INDEX guardian_student_by_student ON guardian_student (student);

-- 绑定码: only hashes; a code that was used names who used it.
CREATE TABLE child_code (
    hash      BLOB PRIMARY KEY CHECK (length(hash) = 32),
    student   TEXT NOT NULL REFERENCES student (id),
    issued_at TEXT NOT NULL,
    used_by   TEXT REFERENCES guardian (id),
    used_at   TEXT,
    CHECK ((used_by IS NULL) = (used_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX child_code_by_student ON child_code (student);

-- 会话: only hashes of tokens.
CREATE TABLE session (
    token           BLOB PRIMARY KEY CHECK (length(token) = 32),
    guardian        TEXT NOT NULL REFERENCES guardian (id),
    opened_at       TEXT NOT NULL,
    expires_at_unix INTEGER NOT NULL,
    revoked_at      TEXT
) STRICT, WITHOUT ROWID;

-- 已修课程 and 面试通过
CREATE TABLE completion (
    student TEXT NOT NULL REFERENCES student (id),
    course  TEXT NOT NULL,
    PRIMARY KEY (student, course)
) STRICT, WITHOUT ROWID;

CREATE TABLE audition_passed (
    student   TEXT NOT NULL REFERENCES student (id),
    offering  TEXT NOT NULL,
    passed_at TEXT NOT NULL,
    PRIMARY KEY (student, offering)
) STRICT, WITHOUT ROWID;

-- 台账: what happened, in order. A correction is a new entry.
CREATE TABLE ledger (
    sequence INTEGER PRIMARY KEY,
    event    TEXT NOT NULL CHECK (event IN ('selection_submitted', 'selection_withdrawn')),
    student  TEXT NOT NULL REFERENCES student (id),
    guardian TEXT NOT NULL REFERENCES guardian (id),
    at       TEXT NOT NULL,
    receipt  TEXT NOT NULL
) STRICT;

CREATE TRIGGER ledger_is_append_only BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'ledger_is_append_only'); END;

CREATE TRIGGER ledger_is_kept BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'ledger_is_append_only'); END;

CREATE TRIGGER ledger_grows_at_its_end BEFORE INSERT ON ledger
WHEN NEW.sequence <= (SELECT coalesce(max(sequence), 0) FROM ledger)
BEGIN SELECT RAISE(ABORT, 'ledger_is_append_only'); END;

-- 选课: which ledger entry holds for a child now.
CREATE TABLE selection (
    student TEXT PRIMARY KEY REFERENCES student (id),
    entry   INTEGER NOT NULL REFERENCES ledger (sequence)
) STRICT, WITHOUT ROWID;

-- 已选上: one row is one place taken. Places left are counted, never stored.
CREATE TABLE enrollment (
    offering TEXT NOT NULL REFERENCES offering (id),
    student  TEXT NOT NULL REFERENCES student (id),
    -- The entry that gave the place; a later change of the same selection keeps it.
    entry    INTEGER NOT NULL REFERENCES ledger (sequence),
    PRIMARY KEY (offering, student)
) STRICT, WITHOUT ROWID;

CREATE INDEX enrollment_by_student ON enrollment (student);

CREATE TRIGGER enrollment_within_places BEFORE INSERT ON enrollment
WHEN (SELECT count(*) FROM enrollment WHERE offering = NEW.offering)
  >= (SELECT places FROM offering WHERE id = NEW.offering)
BEGIN SELECT RAISE(ABORT, 'places_exceeded'); END;

CREATE TRIGGER enrollment_is_not_moved BEFORE UPDATE ON enrollment
BEGIN SELECT RAISE(ABORT, 'enrollment_is_not_moved'); END;

CREATE TRIGGER offering_keeps_its_places BEFORE UPDATE OF places ON offering
WHEN NEW.places < (SELECT count(*) FROM enrollment WHERE offering = NEW.id)
BEGIN SELECT RAISE(ABORT, 'places_exceeded'); END;

-- 托管: deliberately without any limit.
CREATE TABLE care (
    student TEXT NOT NULL REFERENCES student (id),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    pick_up TEXT NOT NULL,
    PRIMARY KEY (student, weekday)
) STRICT, WITHOUT ROWID;

-- The answers of writes, so that the same request gets the same answer all term.
CREATE TABLE idempotency (
    scope       TEXT NOT NULL,
    key         TEXT NOT NULL,
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
    status      INTEGER NOT NULL,
    body        TEXT NOT NULL,
    answered_at TEXT NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;

-- One row: 32 random bytes from which session tokens and the seals of file tickets are derived.
CREATE TABLE secret (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    bytes BLOB NOT NULL CHECK (length(bytes) = 32)
) STRICT;
