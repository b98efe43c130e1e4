-- 志愿台账: every list of wishes that was saved, in order; a child's last one counts. Chained like the
-- ledger (`store/ledger_chain.rs`).
CREATE TABLE wish (
    sequence INTEGER PRIMARY KEY,
    student  TEXT NOT NULL REFERENCES student (id),
    guardian TEXT NOT NULL REFERENCES guardian (id),
    at       TEXT NOT NULL,
    receipt  TEXT NOT NULL,
    link     BLOB NOT NULL CHECK (length(link) = 32)
) STRICT;

CREATE INDEX wish_by_student ON wish (student, sequence);

CREATE TRIGGER wish_is_append_only BEFORE UPDATE ON wish
BEGIN SELECT RAISE(ABORT, 'wish_is_append_only'); END;

CREATE TRIGGER wish_is_kept BEFORE DELETE ON wish
BEGIN SELECT RAISE(ABORT, 'wish_is_append_only'); END;

CREATE TRIGGER wish_grows_at_its_end BEFORE INSERT ON wish
WHEN NEW.sequence <= (SELECT coalesce(max(sequence), 0) FROM wish)
BEGIN SELECT RAISE(ABORT, 'wish_is_append_only'); END;

-- 抽签: the last one holds. Another than the first says why.
CREATE TABLE draw (
    number    INTEGER PRIMARY KEY CHECK (number > 0),
    reason    TEXT,
    opened_at TEXT NOT NULL,
    CHECK (number = 1 OR reason IS NOT NULL)
) STRICT;

CREATE TRIGGER draw_is_immutable BEFORE UPDATE ON draw
BEGIN SELECT RAISE(ABORT, 'draw_is_immutable'); END;

CREATE TRIGGER draw_is_kept BEFORE DELETE ON draw
BEGIN SELECT RAISE(ABORT, 'draw_is_immutable'); END;

-- 公示文件: byte for byte as they were published, each once.
CREATE TABLE draw_file (
    draw         INTEGER NOT NULL REFERENCES draw (number),
    file         INTEGER NOT NULL CHECK (file BETWEEN 1 AND 7),
    hash         TEXT NOT NULL CHECK (length(hash) = 64),
    content      BLOB NOT NULL,
    published_at TEXT NOT NULL,
    PRIMARY KEY (draw, file)
) STRICT;

CREATE INDEX draw_file_by_hash ON draw_file (hash);

CREATE TRIGGER draw_file_is_immutable BEFORE UPDATE ON draw_file
BEGIN SELECT RAISE(ABORT, 'draw_file_is_immutable'); END;

CREATE TRIGGER draw_file_is_kept BEFORE DELETE ON draw_file
BEGIN SELECT RAISE(ABORT, 'draw_file_is_immutable'); END;

CREATE TRIGGER draw_file_is_published_once BEFORE INSERT ON draw_file
WHEN EXISTS (SELECT 1 FROM draw_file WHERE draw = NEW.draw AND file = NEW.file)
BEGIN SELECT RAISE(ABORT, 'draw_file_is_immutable'); END;

-- A child's own row of the allocation's report.
CREATE TABLE draw_result (
    draw    INTEGER NOT NULL REFERENCES draw (number),
    student TEXT NOT NULL REFERENCES student (id),
    report  TEXT NOT NULL,
    PRIMARY KEY (draw, student)
) STRICT, WITHOUT ROWID;

-- 候补名单 of the draw that holds. An offer has a moment up to which its place is kept.
CREATE TABLE waiting (
    offering TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position > 0),
    student  TEXT NOT NULL REFERENCES student (id),
    slot     TEXT NOT NULL,
    wish     INTEGER NOT NULL,
    state    TEXT NOT NULL
        CHECK (state IN ('waiting', 'offered', 'accepted', 'declined', 'expired', 'left')),
    until    TEXT,
    PRIMARY KEY (offering, student),
    UNIQUE (offering, position),
    CHECK ((state = 'offered') = (until IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX waiting_by_student ON waiting (student);

-- 人工安排: public, so the child stands in it under its pseudonym.
CREATE TABLE placement_note (
    sequence INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,
    child    TEXT NOT NULL,
    offering TEXT NOT NULL,
    reason   TEXT NOT NULL
) STRICT;

CREATE TRIGGER placement_note_is_append_only BEFORE UPDATE ON placement_note
BEGIN SELECT RAISE(ABORT, 'placement_note_is_append_only'); END;

CREATE TRIGGER placement_note_is_kept BEFORE DELETE ON placement_note
BEGIN SELECT RAISE(ABORT, 'placement_note_is_append_only'); END;

-- 学期密钥: from which pseudonyms follow. Never published.
CREATE TABLE term_key (
    term  TEXT PRIMARY KEY,
    bytes BLOB NOT NULL CHECK (length(bytes) = 32)
) STRICT;

-- Stands where a guardian would in what the office did.
INSERT INTO guardian (id, opened_at) VALUES ('office', '');
