-- History is not rewritten. Everything else holds without these triggers; a database that has
-- none goes without.
CREATE OR REPLACE FUNCTION history_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'history_is_kept' USING ERRCODE = 'restrict_violation';
END
$$;

CREATE OR REPLACE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger
    FOR EACH STATEMENT EXECUTE FUNCTION history_is_kept();
CREATE OR REPLACE TRIGGER signature_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON agreement_signature
    FOR EACH STATEMENT EXECUTE FUNCTION history_is_kept();
CREATE OR REPLACE TRIGGER menu_is_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON menu
    FOR EACH STATEMENT EXECUTE FUNCTION history_is_kept();
CREATE OR REPLACE TRIGGER agreement_is_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON agreement
    FOR EACH STATEMENT EXECUTE FUNCTION history_is_kept();
CREATE OR REPLACE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION history_is_kept();
