-- 面试结果: what was chosen for a course with an audition, as it was kept last. Reasons for a child are the
-- school's own: nothing that is published or logged is made from them.
CREATE TABLE audition (
    offering     TEXT PRIMARY KEY,
    revision     INTEGER NOT NULL CHECK (revision > 0),
    choice       TEXT NOT NULL,
    is_published INTEGER NOT NULL CHECK (is_published IN (0, 1)),
    saved_at     TEXT NOT NULL,
    saved_by     TEXT
) STRICT, WITHOUT ROWID;

-- The best is 1; 0 for who was recorded before lists had an order.
ALTER TABLE audition_passed ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
