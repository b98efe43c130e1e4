-- 安全协议: every version ever published, whole and immutable, like the menus that name it.
CREATE TABLE agreement (
    hash         TEXT PRIMARY KEY CHECK (length(hash) = 64),
    content      BLOB NOT NULL,
    published_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER agreement_is_immutable BEFORE UPDATE ON agreement
BEGIN SELECT RAISE(ABORT, 'agreement_is_immutable'); END;

CREATE TRIGGER agreement_is_kept BEFORE DELETE ON agreement
BEGIN SELECT RAISE(ABORT, 'agreement_is_immutable'); END;

-- REPLACE deletes without asking the trigger above.
CREATE TRIGGER agreement_is_published_once BEFORE INSERT ON agreement
WHEN EXISTS (SELECT 1 FROM agreement WHERE hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, 'agreement_is_immutable'); END;

-- The version that the current menu names, so that it can be asked for without reading the menu.
ALTER TABLE school ADD COLUMN agreement TEXT REFERENCES agreement (hash);

-- 签署: who signed which version for which child. A version is signed once for a child.
CREATE TABLE agreement_signature (
    sequence    INTEGER PRIMARY KEY,
    student     TEXT NOT NULL REFERENCES student (id),
    guardian    TEXT NOT NULL REFERENCES guardian (id),
    agreement   TEXT NOT NULL REFERENCES agreement (hash),
    signed_name TEXT NOT NULL,
    signed_at   TEXT NOT NULL,
    UNIQUE (student, agreement)
) STRICT;

CREATE TRIGGER signature_is_append_only BEFORE UPDATE ON agreement_signature
BEGIN SELECT RAISE(ABORT, 'signature_is_append_only'); END;

CREATE TRIGGER signature_is_kept BEFORE DELETE ON agreement_signature
BEGIN SELECT RAISE(ABORT, 'signature_is_append_only'); END;

CREATE TRIGGER signature_is_given_once BEFORE INSERT ON agreement_signature
WHEN EXISTS (
    SELECT 1 FROM agreement_signature
    WHERE sequence = NEW.sequence OR (student = NEW.student AND agreement = NEW.agreement))
BEGIN SELECT RAISE(ABORT, 'signature_is_append_only'); END;
