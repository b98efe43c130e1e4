-- The school's books, as those of SQLite. What differs: places are seats with numbers, so that
-- no place is given twice by plain constraints alone, which databases without triggers know too;
-- and which entry of the ledger holds for a child is not stored: it is the child's last one.

-- 菜单: every version ever published, whole and immutable.
CREATE TABLE menu (
    hash         TEXT PRIMARY KEY CHECK (length(hash) = 64),
    content      BYTEA NOT NULL,
    published_at TEXT NOT NULL
);

-- 安全协议: like the menus that name it.
CREATE TABLE agreement (
    hash         TEXT PRIMARY KEY CHECK (length(hash) = 64),
    content      BYTEA NOT NULL,
    published_at TEXT NOT NULL
);

-- One row: the pointer to the menu that holds now. Whoever gives places or publishes locks it
-- first, so that everything that makes a place scarcer happens one after the other.
CREATE TABLE school (
    id        SMALLINT PRIMARY KEY CHECK (id = 1),
    menu      TEXT REFERENCES menu (hash),
    agreement TEXT REFERENCES agreement (hash),
    -- Grows with every publication: seats may have got other numbers.
    edition   BIGINT NOT NULL,
    -- Grows with every change of menu or places.
    revision  BIGINT NOT NULL
);

INSERT INTO school (id, edition, revision) VALUES (1, 0, 0);

-- 开班项: the offerings of the current menu.
CREATE TABLE offering (
    id     TEXT PRIMARY KEY,
    places INTEGER NOT NULL CHECK (places > 0),
    UNIQUE (id, places)
);

-- 学生: all that is known of a child.
CREATE TABLE student (
    id            TEXT PRIMARY KEY,
    school_number TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    grade         SMALLINT NOT NULL,
    class         SMALLINT NOT NULL,
    -- Left the school; kept because the ledger speaks of the child.
    left_at       TEXT
);

-- 家长: an account is nothing but an opaque name.
CREATE TABLE guardian (
    id        TEXT PRIMARY KEY,
    opened_at TEXT NOT NULL
);

CREATE TABLE guardian_student (
    guardian TEXT NOT NULL REFERENCES guardian (id),
    student  TEXT NOT NULL REFERENCES student (id),
    -- In which order an account's children were bound.
    position INTEGER NOT NULL,
    bound_at TEXT NOT NULL,
    PRIMARY KEY (guardian, student)
);

CREATE INDEX guardian_student_by_student ON guardian_student (student);

-- 绑定码: only hashes; a code that was used names who used it.
CREATE TABLE child_code (
    hash      BYTEA PRIMARY KEY CHECK (length(hash) = 32),
    student   TEXT NOT NULL REFERENCES student (id),
    issued_at TEXT NOT NULL,
    used_by   TEXT REFERENCES guardian (id),
    used_at   TEXT,
    CHECK ((used_by IS NULL) = (used_at IS NULL))
);

CREATE INDEX child_code_by_student ON child_code (student);

-- 会话: only hashes of tokens.
CREATE TABLE session (
    token           BYTEA PRIMARY KEY CHECK (length(token) = 32),
    guardian        TEXT NOT NULL REFERENCES guardian (id),
    opened_at       TEXT NOT NULL,
    expires_at_unix BIGINT NOT NULL,
    revoked_at      TEXT
);

-- 已修课程 and 面试通过
CREATE TABLE completion (
    student TEXT NOT NULL REFERENCES student (id),
    course  TEXT NOT NULL,
    PRIMARY KEY (student, course)
);

CREATE TABLE audition_passed (
    student   TEXT NOT NULL REFERENCES student (id),
    offering  TEXT NOT NULL,
    passed_at TEXT NOT NULL,
    PRIMARY KEY (student, offering)
);

-- 台账: what happened, in order. A correction is a new entry.
CREATE TABLE ledger (
    sequence BIGINT PRIMARY KEY CHECK (sequence > 0),
    event    TEXT NOT NULL CHECK (event IN ('selection_submitted', 'selection_withdrawn')),
    student  TEXT NOT NULL REFERENCES student (id),
    guardian TEXT NOT NULL REFERENCES guardian (id),
    at       TEXT NOT NULL,
    receipt  TEXT NOT NULL,
    -- The offerings in which it took or gave back a place, so that whoever remembers the places
    -- of an earlier entry knows where to look again.
    touched  TEXT[] NOT NULL,
    -- 台账链: a hash of this entry and of all before it (`store/ledger_chain.rs`).
    link     BYTEA NOT NULL CHECK (length(link) = 32),
    UNIQUE (student, sequence)
);

-- 已选上: one row is one place taken, in a numbered seat. Places left are counted, never stored.
-- A seat is taken once, and none has a number above the offering's places: a change of these
-- cascades here and is refused as long as a higher seat is taken.
CREATE TABLE enrollment (
    student  TEXT NOT NULL REFERENCES student (id),
    offering TEXT NOT NULL,
    -- The entry that gave the place; a later change of the same selection keeps it.
    entry    BIGINT NOT NULL REFERENCES ledger (sequence),
    seat     INTEGER NOT NULL,
    places   INTEGER NOT NULL,
    PRIMARY KEY (student, offering),
    CONSTRAINT seat_taken_once UNIQUE (offering, seat),
    CONSTRAINT seat_within_places CHECK (seat BETWEEN 1 AND places),
    CONSTRAINT seat_of_offering FOREIGN KEY (offering, places)
        REFERENCES offering (id, places) ON UPDATE CASCADE
);

-- 托管: deliberately without any limit.
CREATE TABLE care (
    student TEXT NOT NULL REFERENCES student (id),
    weekday SMALLINT NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    pick_up TEXT NOT NULL,
    PRIMARY KEY (student, weekday)
);

-- 签署: who signed which version for which child. A version is signed once for a child.
CREATE TABLE agreement_signature (
    sequence    BIGINT PRIMARY KEY,
    student     TEXT NOT NULL REFERENCES student (id),
    guardian    TEXT NOT NULL REFERENCES guardian (id),
    agreement   TEXT NOT NULL REFERENCES agreement (hash),
    signed_name TEXT NOT NULL,
    signed_at   TEXT NOT NULL,
    link        BYTEA NOT NULL CHECK (length(link) = 32),
    UNIQUE (student, agreement)
);

-- 选课草稿: only the newest is kept; the revision goes on when a draft is let go.
CREATE TABLE draft (
    guardian  TEXT NOT NULL REFERENCES guardian (id),
    student   TEXT NOT NULL REFERENCES student (id),
    revision  BIGINT NOT NULL CHECK (revision > 0),
    content   TEXT,
    edited_at TEXT NOT NULL,
    PRIMARY KEY (guardian, student)
);

-- The answers of writes, so that the same request gets the same answer all term. A receipt is
-- read from its entry of the ledger rather than kept twice.
CREATE TABLE idempotency (
    scope       TEXT NOT NULL,
    key         TEXT NOT NULL,
    fingerprint BYTEA NOT NULL CHECK (length(fingerprint) = 32),
    status      SMALLINT NOT NULL,
    body        TEXT,
    entry       BIGINT REFERENCES ledger (sequence),
    answered_at TEXT NOT NULL,
    PRIMARY KEY (scope, key),
    CHECK ((body IS NULL) <> (entry IS NULL))
);

-- One row: 32 random bytes from which session tokens and the seals of file tickets are derived.
CREATE TABLE secret (
    id    SMALLINT PRIMARY KEY CHECK (id = 1),
    bytes BYTEA NOT NULL CHECK (length(bytes) = 32)
);
