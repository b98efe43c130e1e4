-- 人员: who may be at the school's desk. Only hashes of passwords and invitations.
CREATE TABLE staff (
    id                   TEXT PRIMARY KEY,
    name                 TEXT NOT NULL UNIQUE,
    -- JSON, since a class teacher has a class.
    role                 TEXT NOT NULL,
    state                TEXT NOT NULL CHECK (state IN ('invited', 'active', 'revoked')),
    password             TEXT,
    authenticator        BYTEA,
    last_step            BIGINT,
    invitation           BYTEA UNIQUE CHECK (length(invitation) = 32),
    invitation_ends_unix BIGINT,
    CHECK ((invitation IS NULL) = (invitation_ends_unix IS NULL))
);

CREATE TABLE staff_session (
    token     BYTEA PRIMARY KEY CHECK (length(token) = 32),
    staff     TEXT NOT NULL REFERENCES staff (id),
    opened_at TEXT NOT NULL,
    seen_at   TEXT NOT NULL
);

-- Failed sign-ins, by the hash of a name or an address.
CREATE TABLE sign_in_failure (
    who     BYTEA NOT NULL CHECK (length(who) = 32),
    at      TEXT NOT NULL,
    at_unix BIGINT NOT NULL
);

CREATE INDEX sign_in_failure_by_who ON sign_in_failure (who);

-- 操作记录: what was done at the desk, in order, chained like the ledger.
CREATE TABLE audit (
    number  BIGINT PRIMARY KEY,
    at      TEXT NOT NULL,
    staff   TEXT NOT NULL,
    name    TEXT NOT NULL,
    action  TEXT NOT NULL,
    subject TEXT NOT NULL,
    before  TEXT NOT NULL,
    after   TEXT NOT NULL,
    link    BYTEA NOT NULL CHECK (length(link) = 32)
);

-- 菜单草案: one row, from the first edit on.
CREATE TABLE menu_draft (
    id        BIGINT PRIMARY KEY CHECK (id = 1),
    revision  BIGINT NOT NULL CHECK (revision > 0),
    content   TEXT NOT NULL,
    edited_by TEXT NOT NULL,
    edited_at TEXT NOT NULL
);

CREATE TABLE menu_draft_change (
    revision  BIGINT PRIMARY KEY,
    edited_by TEXT NOT NULL,
    edited_at TEXT NOT NULL,
    edits     TEXT NOT NULL
);

-- 公示, and what the public has to say.
CREATE TABLE notice (
    number    BIGINT PRIMARY KEY,
    posted_at TEXT NOT NULL,
    content   TEXT NOT NULL
);

CREATE TABLE objection (
    sequence BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    notice   BIGINT NOT NULL REFERENCES notice (number),
    at       TEXT NOT NULL,
    text     TEXT NOT NULL,
    contact  TEXT
);

-- One row that whoever does something at the desk locks first, so that one thing happens after the
-- other and places go on being given meanwhile.
CREATE TABLE desk (id SMALLINT PRIMARY KEY CHECK (id = 1));
INSERT INTO desk (id) VALUES (1);
