CREATE TRIGGER ledger_is_append_only BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'ledger_is_append_only'); END;

CREATE TRIGGER signature_is_append_only BEFORE UPDATE ON agreement_signature
BEGIN SELECT RAISE(ABORT, 'signature_is_append_only'); END;

-- A link that was forgotten is no link: the default is there for the rows of older books only.
CREATE TRIGGER ledger_is_chained BEFORE INSERT ON ledger
WHEN NEW.link = zeroblob(32)
BEGIN SELECT RAISE(ABORT, 'ledger_is_chained'); END;

CREATE TRIGGER signature_is_chained BEFORE INSERT ON agreement_signature
WHEN NEW.link = zeroblob(32)
BEGIN SELECT RAISE(ABORT, 'signature_is_chained'); END;
