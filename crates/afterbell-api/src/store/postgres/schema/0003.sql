-- 志愿台账: every list of wishes that was saved, in order; a child's last one counts. Chained like the
-- ledger (`store/ledger_chain.rs`).
CREATE TABLE wish (
    sequence BIGINT PRIMARY KEY CHECK (sequence > 0),
    student  TEXT NOT NULL REFERENCES student (id),
    guardian TEXT NOT NULL REFERENCES guardian (id),
    at       TEXT NOT NULL,
    receipt  TEXT NOT NULL,
    link     BYTEA NOT NULL CHECK (length(link) = 32),
    UNIQUE (student, sequence)
);

-- 抽签: the last one holds. Another than the first says why.
CREATE TABLE draw (
    number    INTEGER PRIMARY KEY CHECK (number > 0),
    reason    TEXT,
    opened_at TEXT NOT NULL,
    CHECK (number = 1 OR reason IS NOT NULL)
);

-- 公示文件: byte for byte as they were published, each once.
CREATE TABLE draw_file (
    draw         INTEGER NOT NULL REFERENCES draw (number),
    file         SMALLINT NOT NULL CHECK (file BETWEEN 1 AND 7),
    hash         TEXT NOT NULL CHECK (length(hash) = 64),
    content      BYTEA NOT NULL,
    published_at TEXT NOT NULL,
    PRIMARY KEY (draw, file)
);

CREATE INDEX draw_file_by_hash ON draw_file (hash);

-- A child's own row of the allocation's report.
CREATE TABLE draw_result (
    draw    INTEGER NOT NULL REFERENCES draw (number),
    student TEXT NOT NULL REFERENCES student (id),
    report  TEXT NOT NULL,
    PRIMARY KEY (draw, student)
);

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
);

CREATE INDEX waiting_by_student ON waiting (student);

-- 人工安排: public, so the child stands in it under its pseudonym.
CREATE TABLE placement_note (
    sequence BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       TEXT NOT NULL,
    child    TEXT NOT NULL,
    offering TEXT NOT NULL,
    reason   TEXT NOT NULL
);

-- 学期密钥: from which pseudonyms follow. Never published.
CREATE TABLE term_key (
    term  TEXT PRIMARY KEY,
    bytes BYTEA NOT NULL CHECK (length(bytes) = 32)
);

-- Stands where a guardian would in what the office did.
INSERT INTO guardian (id, opened_at) VALUES ('office', '');

ALTER TABLE ledger DROP CONSTRAINT ledger_event_check;
ALTER TABLE ledger ADD CONSTRAINT ledger_event_check CHECK (event IN (
    'selection_submitted', 'selection_withdrawn', 'drawn', 'offer_accepted', 'placed_by_office'));
