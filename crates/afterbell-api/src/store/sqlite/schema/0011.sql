-- 平台账号: which account a chat app's account opens. The vendor's number is kept as a keyed hash only. A link that
-- ended stays, so that it can be seen who could come in when.
CREATE TABLE host_account (
    number      INTEGER PRIMARY KEY,
    host        TEXT NOT NULL,
    subject     BLOB NOT NULL CHECK (length(subject) = 32),
    guardian    TEXT NOT NULL REFERENCES guardian (id),
    linked_by   TEXT NOT NULL CHECK (linked_by IN ('code', 'directory', 'session')),
    linked_at   TEXT NOT NULL,
    unlinked_at TEXT
) STRICT;

CREATE UNIQUE INDEX host_account_opens_one ON host_account (host, subject)
WHERE unlinked_at IS NULL;

CREATE INDEX host_account_by_guardian ON host_account (guardian);

CREATE TRIGGER host_account_only_ends BEFORE UPDATE ON host_account
WHEN OLD.unlinked_at IS NOT NULL OR NEW.unlinked_at IS NULL
  OR (OLD.number, OLD.host, OLD.subject, OLD.guardian, OLD.linked_by, OLD.linked_at)
  IS NOT (NEW.number, NEW.host, NEW.subject, NEW.guardian, NEW.linked_by, NEW.linked_at)
BEGIN SELECT RAISE(ABORT, 'host_account_only_ends'); END;

CREATE TRIGGER host_account_is_kept BEFORE DELETE ON host_account
BEGIN SELECT RAISE(ABORT, 'host_account_only_ends'); END;

-- Which link opened a session: with the link it ends.
CREATE TABLE host_session (
    token        BLOB PRIMARY KEY REFERENCES session (token),
    host_account INTEGER NOT NULL REFERENCES host_account (number)
) STRICT, WITHOUT ROWID;

-- 家校通讯录: the children that an account has because the directory of this chat app names them, and for how long it
-- did. It ends when the directory names the child no longer, or when the letter's code is shown.
CREATE TABLE directory_binding (
    number   INTEGER PRIMARY KEY,
    host     TEXT NOT NULL,
    subject  BLOB NOT NULL CHECK (length(subject) = 32),
    guardian TEXT NOT NULL REFERENCES guardian (id),
    student  TEXT NOT NULL REFERENCES student (id),
    bound_at TEXT NOT NULL,
    ended_at TEXT
) STRICT;

CREATE UNIQUE INDEX directory_binding_once ON directory_binding (guardian, student, host, subject)
WHERE ended_at IS NULL;
