-- 学期结束: what children hold ends with its term.
ALTER TABLE ledger DROP CONSTRAINT ledger_event_check;
ALTER TABLE ledger ADD CONSTRAINT ledger_event_check CHECK (event IN (
    'selection_submitted', 'selection_withdrawn', 'drawn', 'offer_accepted', 'placed_by_office',
    'care_chosen', 'term_ended'));
