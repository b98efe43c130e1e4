-- 学期: of which one wishes, draws, waiting lists and groups are. A menu whose days have one in common with a
-- known term is of that term, so that a correction keeps it and an earlier menu comes back to its own.
CREATE TABLE term (
    number    INTEGER PRIMARY KEY CHECK (number > 0),
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL
);

-- What there is by now is of the term of the menu that holds.
INSERT INTO term (number, first_day, last_day)
SELECT 1, convert_from(content, 'UTF8')::json -> 'term' ->> 'first_day',
    convert_from(content, 'UTF8')::json -> 'term' ->> 'last_day'
FROM menu WHERE hash = (SELECT menu FROM school WHERE id = 1);

ALTER TABLE school ADD COLUMN term INTEGER NOT NULL DEFAULT 1;
ALTER TABLE wish ADD COLUMN term INTEGER NOT NULL DEFAULT 1;
ALTER TABLE draw ADD COLUMN term INTEGER NOT NULL DEFAULT 1;
ALTER TABLE placement_note ADD COLUMN term INTEGER NOT NULL DEFAULT 1;
ALTER TABLE child_group ADD COLUMN term INTEGER NOT NULL DEFAULT 1;
ALTER TABLE waiting ADD COLUMN term INTEGER NOT NULL DEFAULT 1;

ALTER TABLE waiting DROP CONSTRAINT waiting_pkey;
ALTER TABLE waiting ADD PRIMARY KEY (term, offering, student);
ALTER TABLE waiting DROP CONSTRAINT waiting_offering_position_key;
ALTER TABLE waiting ADD CONSTRAINT waiting_position_key UNIQUE (term, offering, position);

-- The first draw of a later term has another number and no reason; every other says why.
ALTER TABLE draw DROP CONSTRAINT draw_check;
CREATE UNIQUE INDEX draw_says_why ON draw (term) WHERE reason IS NULL;

-- A key belongs to a term, whatever that is called: two of one name are two.
UPDATE term_key SET term = '1' WHERE term = (
    SELECT convert_from(content, 'UTF8')::json -> 'term' ->> 'name'
    FROM menu WHERE hash = (SELECT menu FROM school WHERE id = 1));
