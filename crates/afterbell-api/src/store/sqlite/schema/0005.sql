-- 人员: who may be at the school's desk. Only hashes of passwords and invitations.
CREATE TABLE staff (
    id                   TEXT PRIMARY KEY,
    name                 TEXT NOT NULL UNIQUE,
    -- JSON, since a class teacher has a class.
    role                 TEXT NOT NULL,
    state                TEXT NOT NULL CHECK (state IN ('invited', 'active', 'revoked')),
    password             TEXT,
    authenticator        BLOB,
    last_step            INTEGER,
    invitation           BLOB UNIQUE CHECK (length(invitation) = 32),
    invitation_ends_unix INTEGER,
    CHECK ((invitation IS NULL) = (invitation_ends_unix IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE staff_session (
    token     BLOB PRIMARY KEY CHECK (length(token) = 32),
    staff     TEXT NOT NULL REFERENCES staff (id),
    opened_at TEXT NOT NULL,
    seen_at   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Failed sign-ins, by the hash of a name or an address.
CREATE TABLE sign_in_failure (
    who     BLOB NOT NULL CHECK (length(who) = 32),
    at      TEXT NOT NULL,
    at_unix INTEGER NOT NULL
) STRICT;

CREATE INDEX sign_in_failure_by_who ON sign_in_failure (who);

-- 操作记录: what was done at the desk, in order, chained like the ledger.
CREATE TABLE audit (
    number  INTEGER PRIMARY KEY,
    at      TEXT NOT NULL,
    staff   TEXT NOT NULL,
    name    TEXT NOT NULL,
    action  TEXT NOT NULL,
    subject TEXT NOT NULL,
    before  TEXT NOT NULL,
    after   TEXT NOT NULL,
    link    BLOB NOT NULL CHECK (length(link) = 32)
) STRICT;

CREATE TRIGGER audit_is_append_only BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit_is_append_only'); END;

CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit_is_append_only'); END;

CREATE TRIGGER audit_grows_at_its_end BEFORE INSERT ON audit
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit)
BEGIN SELECT RAISE(ABORT, 'audit_is_append_only'); END;

-- 菜单草案: one row, from the first edit on.
CREATE TABLE menu_draft (
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    revision  INTEGER NOT NULL CHECK (revision > 0),
    content   TEXT NOT NULL,
    edited_by TEXT NOT NULL,
    edited_at TEXT NOT NULL
) STRICT;

CREATE TABLE menu_draft_change (
    revision  INTEGER PRIMARY KEY,
    edited_by TEXT NOT NULL,
    edited_at TEXT NOT NULL,
    edits     TEXT NOT NULL
) STRICT;

-- 公示, and what the public has to say.
CREATE TABLE notice (
    number    INTEGER PRIMARY KEY,
    posted_at TEXT NOT NULL,
    content   TEXT NOT NULL
) STRICT;

CREATE TABLE objection (
    sequence INTEGER PRIMARY KEY,
    notice   INTEGER NOT NULL REFERENCES notice (number),
    at       TEXT NOT NULL,
    text     TEXT NOT NULL,
    contact  TEXT
) STRICT;
