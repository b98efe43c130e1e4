-- 优先类别登记: in which group the office has found a child, and on what evidence; a child's last row
-- counts. The evidence is for the office alone: nothing that is published or logged is made from it.
CREATE TABLE child_group (
    sequence    BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    student     TEXT NOT NULL REFERENCES student (id),
    -- None: it belongs to no group any more.
    of_group    TEXT,
    reason      TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    UNIQUE (student, sequence)
);
