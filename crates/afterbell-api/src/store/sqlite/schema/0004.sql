-- 台账链: every entry carries a hash of itself and of all before it (`store/ledger_chain.rs`).
-- Rows that are there already get theirs from `migrations/chain.rs`, which then closes the
-- tables again with `0004_closed.sql`.
DROP TRIGGER ledger_is_append_only;
DROP TRIGGER signature_is_append_only;

ALTER TABLE ledger ADD COLUMN link BLOB NOT NULL
    DEFAULT x'0000000000000000000000000000000000000000000000000000000000000000'
    CHECK (length(link) = 32);

ALTER TABLE agreement_signature ADD COLUMN link BLOB NOT NULL
    DEFAULT x'0000000000000000000000000000000000000000000000000000000000000000'
    CHECK (length(link) = 32);
