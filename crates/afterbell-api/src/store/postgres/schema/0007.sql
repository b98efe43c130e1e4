-- 区县密钥: with which the district reads what the school publishes, and counts. Only hashes.
CREATE TABLE district_key (
    name         TEXT PRIMARY KEY,
    key          BYTEA NOT NULL UNIQUE CHECK (length(key) = 32),
    issued_at    TEXT NOT NULL,
    revoked_at   TEXT,
    reads        BIGINT NOT NULL DEFAULT 0 CHECK (reads >= 0),
    last_read_at TEXT
);
