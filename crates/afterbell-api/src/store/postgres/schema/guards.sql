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
CREATE OR REPLACE TRIGGER wish_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON wish
    FOR EACH STATEMENT EXECUTE FUNCTION history_is_kept();
CREATE OR REPLACE TRIGGER draw_is_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON draw
    FOR EACH STATEMENT EXECUTE FUNCTION history_is_kept();
CREATE OR REPLACE TRIGGER draw_file_is_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON draw_file
    FOR EACH STATEMENT EXECUTE FUNCTION history_is_kept();
CREATE OR REPLACE TRIGGER placement_note_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON placement_note
    FOR EACH STATEMENT EXECUTE FUNCTION history_is_kept();
CREATE OR REPLACE TRIGGER child_group_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON child_group
    FOR EACH STATEMENT EXECUTE FUNCTION history_is_kept();

-- A link ends once, and is otherwise kept as it was.
CREATE OR REPLACE FUNCTION link_only_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.unlinked_at IS NULL AND NEW.unlinked_at IS NOT NULL
            AND (OLD.number, OLD.host, OLD.subject, OLD.guardian, OLD.linked_by, OLD.linked_at)
            IS NOT DISTINCT FROM
            (NEW.number, NEW.host, NEW.subject, NEW.guardian, NEW.linked_by, NEW.linked_at)
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'host_account_only_ends' USING ERRCODE = 'restrict_violation';
END
$$;

CREATE OR REPLACE TRIGGER host_account_only_ends BEFORE UPDATE OR DELETE ON host_account
    FOR EACH ROW EXECUTE FUNCTION link_only_ends();
CREATE OR REPLACE TRIGGER host_account_is_kept BEFORE TRUNCATE ON host_account
    FOR EACH STATEMENT EXECUTE FUNCTION history_is_kept();
CREATE OR REPLACE TRIGGER told_change_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON told_change
    FOR EACH STATEMENT EXECUTE FUNCTION history_is_kept();
