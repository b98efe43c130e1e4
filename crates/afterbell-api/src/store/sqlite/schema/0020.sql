-- 撤回人工安排: a note says of a place that it was taken back.
ALTER TABLE placement_note ADD COLUMN taken_back INTEGER NOT NULL DEFAULT 0 CHECK (taken_back IN (0, 1));

-- 区县政策包副本: as its district last gave it, for a server that starts while the district is away.
CREATE TABLE pack_copy (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    address  TEXT NOT NULL,
    content  TEXT NOT NULL,
    taken_at TEXT NOT NULL
) STRICT;
