-- 学期: of which one wishes, draws, waiting lists and groups are. A menu whose days have one in common with a
-- known term is of that term, so that a correction keeps it and an earlier menu comes back to its own.
CREATE TABLE term (
    number    INTEGER PRIMARY KEY CHECK (number > 0),
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL
);

-- Of which term each menu is: they are numbered as they follow one another, and menus that share a day are of one.
CREATE TABLE menu_term AS
SELECT hash, published_at, name, first_day, last_day,
    (sum(begins) OVER (ORDER BY first_day, last_day, hash))::integer AS number
FROM (
    SELECT hash, published_at, name, first_day, last_day,
        CASE WHEN first_day > coalesce(max(last_day) OVER (
                ORDER BY first_day, last_day, hash ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ), '') THEN 1 ELSE 0 END AS begins
    FROM (
        SELECT hash, published_at,
            convert_from(content, 'UTF8')::json -> 'term' ->> 'name' AS name,
            convert_from(content, 'UTF8')::json -> 'term' ->> 'first_day' AS first_day,
            convert_from(content, 'UTF8')::json -> 'term' ->> 'last_day' AS last_day
        FROM menu) AS told
    WHERE first_day IS NOT NULL AND last_day IS NOT NULL) AS ordered;

-- With the days of the menu that holds, else of its newest one.
INSERT INTO term (number, first_day, last_day)
SELECT number, first_day, last_day FROM (
    SELECT number, first_day, last_day, row_number() OVER (
        PARTITION BY number
        ORDER BY (hash = (SELECT menu FROM school WHERE id = 1)) IS TRUE DESC, published_at DESC) AS nth
    FROM menu_term) AS ranked
WHERE nth = 1;

ALTER TABLE school ADD COLUMN term INTEGER NOT NULL DEFAULT 1;
ALTER TABLE wish ADD COLUMN term INTEGER NOT NULL DEFAULT 1;
ALTER TABLE draw ADD COLUMN term INTEGER NOT NULL DEFAULT 1;
ALTER TABLE placement_note ADD COLUMN term INTEGER NOT NULL DEFAULT 1;
ALTER TABLE child_group ADD COLUMN term INTEGER NOT NULL DEFAULT 1;
ALTER TABLE waiting ADD COLUMN term INTEGER NOT NULL DEFAULT 1;

UPDATE school SET term = coalesce((SELECT number FROM menu_term WHERE hash = school.menu), 1);

-- Wishes and draws name their menu; a note and a record are of the menu that held when they were written. What
-- names none is of the term that holds. (The guards of history come after all steps, and are taken down before.)
UPDATE wish SET term = coalesce(
    (SELECT number FROM menu_term WHERE hash = wish.receipt::json -> 'wishes' ->> 'menu'),
    (SELECT term FROM school WHERE id = 1));
UPDATE draw SET term = coalesce(
    (SELECT menu_term.number FROM draw_file
     JOIN menu_term ON menu_term.hash = convert_from(draw_file.content, 'UTF8')::json ->> 'menu'
     WHERE draw_file.draw = draw.number AND file = 2),
    (SELECT term FROM school WHERE id = 1));
UPDATE placement_note SET term = coalesce(
    (SELECT number FROM menu_term WHERE published_at <= placement_note.at
     ORDER BY published_at DESC LIMIT 1),
    (SELECT term FROM school WHERE id = 1));
UPDATE child_group SET term = coalesce(
    (SELECT number FROM menu_term WHERE published_at <= child_group.recorded_at
     ORDER BY published_at DESC LIMIT 1),
    (SELECT term FROM school WHERE id = 1));
-- The lists are those of the draw that was run last.
UPDATE waiting SET term = coalesce(
    (SELECT term FROM draw WHERE number = (SELECT max(draw) FROM draw_result)),
    (SELECT term FROM school WHERE id = 1));

ALTER TABLE waiting DROP CONSTRAINT waiting_pkey;
ALTER TABLE waiting ADD PRIMARY KEY (term, offering, student);
ALTER TABLE waiting DROP CONSTRAINT waiting_offering_position_key;
ALTER TABLE waiting ADD CONSTRAINT waiting_position_key UNIQUE (term, offering, position);

-- The first draw of a later term has another number and no reason; every other says why.
ALTER TABLE draw DROP CONSTRAINT draw_check;
CREATE UNIQUE INDEX draw_says_why ON draw (term) WHERE reason IS NULL;

-- A key belongs to a term, whatever that is called: that of the menu that holds first, then each other's that has
-- none yet.
UPDATE term_key SET term = (SELECT term::text FROM school WHERE id = 1)
WHERE term = (SELECT name FROM menu_term WHERE hash = (SELECT menu FROM school WHERE id = 1));
UPDATE term_key SET term = (SELECT max(number)::text FROM menu_term WHERE name = term_key.term)
WHERE (SELECT max(number)::text FROM menu_term WHERE name = term_key.term)
    NOT IN (SELECT term FROM term_key);

DROP TABLE menu_term;
