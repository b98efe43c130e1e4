-- 托管登记 beside wishes.
ALTER TABLE ledger DROP CONSTRAINT ledger_event_check;
ALTER TABLE ledger ADD CONSTRAINT ledger_event_check CHECK (event IN (
    'selection_submitted', 'selection_withdrawn', 'drawn', 'offer_accepted', 'placed_by_office',
    'care_chosen'));
