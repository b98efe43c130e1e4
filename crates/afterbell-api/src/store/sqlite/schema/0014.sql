-- 学期: of which one wishes, draws, waiting lists and groups are. A menu whose days have one in common with a
-- known term is of that term, so that a correction keeps it and an earlier menu comes back to its own.
CREATE TABLE term (
    number    INTEGER PRIMARY KEY CHECK (number > 0),
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL
) STRICT;

-- Of which term each menu is: they are numbered as they follow one another, and menus that share a day are of one.
CREATE TABLE menu_term AS
SELECT hash, published_at, name, first_day, last_day,
    sum(begins) OVER (ORDER BY first_day, last_day, hash) AS number
FROM (
    SELECT *, first_day > coalesce(max(last_day) OVER (
            ORDER BY first_day, last_day, hash ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), '') AS begins
    FROM (
        SELECT hash, published_at,
            json_extract(CAST(content AS TEXT), '$.term.name') AS name,
            json_extract(CAST(content AS TEXT), '$.term.first_day') AS first_day,
            json_extract(CAST(content AS TEXT), '$.term.last_day') AS last_day
        FROM menu)
    WHERE first_day IS NOT NULL AND last_day IS NOT NULL);

-- With the days of the menu that holds, else of its newest one.
INSERT INTO term (number, first_day, last_day)
SELECT number, first_day, last_day FROM (
    SELECT *, row_number() OVER (
        PARTITION BY number ORDER BY hash = (SELECT menu FROM school) DESC, published_at DESC) AS nth
    FROM menu_term)
WHERE nth = 1;

ALTER TABLE school ADD COLUMN term INTEGER NOT NULL DEFAULT 1;
ALTER TABLE wish ADD COLUMN term INTEGER NOT NULL DEFAULT 1;
ALTER TABLE draw ADD COLUMN term INTEGER NOT NULL DEFAULT 1;
ALTER TABLE placement_note ADD COLUMN term INTEGER NOT NULL DEFAULT 1;
ALTER TABLE child_group ADD COLUMN term INTEGER NOT NULL DEFAULT 1;

UPDATE school SET term = number FROM menu_term WHERE menu_term.hash = school.menu;

-- Wishes and draws name their menu; a note and a record are of the menu that held when they were written. What
-- names none is of the term that holds. No row is told otherwise than it was: the guards stand again below.
DROP TRIGGER wish_is_append_only;
DROP TRIGGER draw_is_immutable;
DROP TRIGGER placement_note_is_append_only;
DROP TRIGGER child_group_is_append_only;

UPDATE wish SET term = coalesce(
    (SELECT number FROM menu_term WHERE hash = json_extract(receipt, '$.wishes.menu')),
    (SELECT term FROM school), 1);
UPDATE draw SET term = coalesce(
    (SELECT menu_term.number FROM draw_file
     JOIN menu_term ON menu_term.hash = json_extract(CAST(content AS TEXT), '$.menu')
     WHERE draw_file.draw = draw.number AND file = 2),
    (SELECT term FROM school), 1);
UPDATE placement_note SET term = coalesce(
    (SELECT number FROM menu_term WHERE published_at <= at ORDER BY published_at DESC LIMIT 1),
    (SELECT term FROM school), 1);
UPDATE child_group SET term = coalesce(
    (SELECT number FROM menu_term WHERE published_at <= recorded_at
     ORDER BY published_at DESC LIMIT 1),
    (SELECT term FROM school), 1);

CREATE TRIGGER wish_is_append_only BEFORE UPDATE ON wish
BEGIN SELECT RAISE(ABORT, 'wish_is_append_only'); END;
CREATE TRIGGER draw_is_immutable BEFORE UPDATE ON draw
BEGIN SELECT RAISE(ABORT, 'draw_is_immutable'); END;
CREATE TRIGGER placement_note_is_append_only BEFORE UPDATE ON placement_note
BEGIN SELECT RAISE(ABORT, 'placement_note_is_append_only'); END;
CREATE TRIGGER child_group_is_append_only BEFORE UPDATE ON child_group
BEGIN SELECT RAISE(ABORT, 'child_group_is_append_only'); END;

-- A key belongs to a term, whatever that is called: that of the menu that holds first, then each other's that has
-- none yet.
UPDATE term_key SET term = (SELECT CAST(term AS TEXT) FROM school)
WHERE term = (SELECT name FROM menu_term WHERE hash = (SELECT menu FROM school));
UPDATE OR IGNORE term_key SET term = (
    SELECT CAST(max(number) AS TEXT) FROM menu_term WHERE name = term_key.term)
WHERE term IN (SELECT name FROM menu_term);

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

-- The lists are those of the draw that was run last.
INSERT INTO waiting_of_term
SELECT coalesce((SELECT term FROM draw WHERE number = (SELECT max(draw) FROM draw_result)),
        (SELECT term FROM school), 1),
    offering, position, student, slot, wish, state, until, ends_by FROM waiting;

DROP TABLE waiting;
ALTER TABLE waiting_of_term RENAME TO waiting;
CREATE INDEX waiting_by_student ON waiting (student);

-- A term has one draw that says nothing of why it is another.
CREATE UNIQUE INDEX draw_says_why ON draw (term) WHERE reason IS NULL;

DROP TABLE menu_term;
