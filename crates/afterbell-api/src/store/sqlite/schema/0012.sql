-- 区县: one row in the books of a district's own program, none in a school's.
CREATE TABLE district (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    zone TEXT NOT NULL
) STRICT;

-- 学校 that the district asks, each with its last answer.
CREATE TABLE overseen_school (
    id        TEXT PRIMARY KEY,
    name      TEXT NOT NULL UNIQUE,
    address   TEXT NOT NULL,
    -- As the school was told it: it has to be shown there, so a hash would be of no use.
    key       TEXT NOT NULL,
    added_at  TEXT NOT NULL,
    asked_at  TEXT,
    failure   TEXT,
    report_at TEXT,
    report    TEXT,
    CHECK ((report IS NULL) = (report_at IS NULL))
) STRICT, WITHOUT ROWID;

-- 政策包: every version, whole and immutable.
CREATE TABLE district_pack (
    version  INTEGER PRIMARY KEY CHECK (version > 0),
    name     TEXT NOT NULL,
    text     TEXT NOT NULL,
    hash     TEXT NOT NULL CHECK (length(hash) = 64),
    saved_at TEXT NOT NULL,
    saved_by TEXT NOT NULL
) STRICT;

CREATE TRIGGER district_pack_is_immutable BEFORE UPDATE ON district_pack
BEGIN SELECT RAISE(ABORT, 'district_pack_is_immutable'); END;

CREATE TRIGGER district_pack_is_kept BEFORE DELETE ON district_pack
BEGIN SELECT RAISE(ABORT, 'district_pack_is_immutable'); END;

CREATE TRIGGER district_pack_grows_at_its_end BEFORE INSERT ON district_pack
WHEN NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM district_pack)
BEGIN SELECT RAISE(ABORT, 'district_pack_is_immutable'); END;
