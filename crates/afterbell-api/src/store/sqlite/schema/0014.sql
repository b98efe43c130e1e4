-- 学期: of which one wishes, draws, waiting lists and groups are. A menu whose days have one in common with a
-- known term is of that term, so that a correction keeps it and an earlier menu comes back to its own.
CREATE TABLE term (
    number    INTEGER PRIMARY KEY CHECK (number > 0),
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL
) STRICT;

-- What there is by now is of the term of the menu that holds.
INSERT INTO term (number, first_day, last_day)
SELECT 1, json_extract(CAST(content AS TEXT), '$.term.first_day'),
    json_extract(CAST(content AS TEXT), '$.term.last_day')
FROM menu WHERE hash = (SELECT menu FROM school)
    AND json_extract(CAST(content AS TEXT), '$.term') IS NOT NULL;

ALTER TABLE school ADD COLUMN term INTEGER NOT NULL DEFAULT 1;
ALTER TABLE wish ADD COLUMN term INTEGER NOT NULL DEFAULT 1;
ALTER TABLE draw ADD COLUMN term INTEGER NOT NULL DEFAULT 1;
ALTER TABLE placement_note ADD COLUMN term INTEGER NOT NULL DEFAULT 1;
ALTER TABLE child_group ADD COLUMN term INTEGER NOT NULL DEFAULT 1;

-- A key belongs to a term, whatever that is called: two of one name are two.
UPDATE term_key SET term = '1' WHERE term = (
    SELECT json_extract(CAST(content AS TEXT), '$.term.name')
    FROM menu WHERE hash = (SELECT menu FROM school));

CREATE TABLE waiting_of_term (
    term     INTEGER NOT NULL,
    offering TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position > 0),
    student  TEXT NOT NULL REFERENCES student (id),
    slot     TEXT NOT NULL,
    wish     INTEGER NOT NULL,
    state    TEXT NOT NULL
        CHECK (state IN ('waiting', 'offered', 'accepted', 'declined', 'expired', 'left')),
    until    TEXT,
    ends_by  TEXT,
    PRIMARY KEY (term, offering, student),
    UNIQUE (term, offering, position),
    CHECK ((state = 'offered') = (until IS NOT NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO waiting_of_term
SELECT 1, offering, position, student, slot, wish, state, until, ends_by FROM waiting;

DROP TABLE waiting;
ALTER TABLE waiting_of_term RENAME TO waiting;
CREATE INDEX waiting_by_student ON waiting (student);

-- A term has one draw that says nothing of why it is another.
CREATE UNIQUE INDEX draw_says_why ON draw (term) WHERE reason IS NULL;
