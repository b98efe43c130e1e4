-- 变动告知: what a publication has changed of a child's places, as its family is told of it.
CREATE TABLE told_change (
    number  BIGINT PRIMARY KEY CHECK (number > 0),
    term    INTEGER NOT NULL,
    student TEXT NOT NULL REFERENCES student (id),
    at      TEXT NOT NULL,
    content TEXT NOT NULL
);

CREATE INDEX told_change_by_student ON told_change (student);

-- Up to which of them a guardian has read.
CREATE TABLE told_change_read (
    guardian TEXT NOT NULL REFERENCES guardian (id),
    student  TEXT NOT NULL REFERENCES student (id),
    number   BIGINT NOT NULL,
    PRIMARY KEY (guardian, student)
);

ALTER TABLE ledger DROP CONSTRAINT ledger_event_check;
ALTER TABLE ledger ADD CONSTRAINT ledger_event_check CHECK (event IN (
    'selection_submitted', 'selection_withdrawn', 'drawn', 'offer_accepted', 'placed_by_office',
    'care_chosen', 'term_ended', 'menu_changed'));
