-- 优先类别登记: in which group the office has found a child, and on what evidence; a child's last row
-- counts. The evidence is for the office alone: nothing that is published or logged is made from it.
CREATE TABLE child_group (
    sequence    INTEGER PRIMARY KEY,
    student     TEXT NOT NULL REFERENCES student (id),
    -- None: it belongs to no group any more.
    of_group    TEXT,
    reason      TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;

CREATE INDEX child_group_by_student ON child_group (student, sequence);

CREATE TRIGGER child_group_is_append_only BEFORE UPDATE ON child_group
BEGIN SELECT RAISE(ABORT, 'child_group_is_append_only'); END;

CREATE TRIGGER child_group_is_kept BEFORE DELETE ON child_group
BEGIN SELECT RAISE(ABORT, 'child_group_is_append_only'); END;
