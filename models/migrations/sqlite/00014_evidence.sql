-- +goose Up
-- Files that stand behind a figure or an answer. place is none for one that was removed: it stays stored and is no longer listed.
CREATE TABLE evidence (
    id         TEXT NOT NULL,
    kind       TEXT NOT NULL,
    owner_id   TEXT NOT NULL,
    plan_key   TEXT NOT NULL,
    department TEXT NOT NULL,
    period     TEXT NOT NULL,
    owned_by   TEXT NOT NULL,
    place      INTEGER,
    name       TEXT NOT NULL,
    file_type  TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    size       INTEGER NOT NULL,
    blob_id    TEXT NOT NULL,
    made_by    TEXT NOT NULL,
    made_at    TEXT NOT NULL,
    removed_by TEXT NOT NULL,
    removed_at TEXT,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX evidence_places ON evidence (owned_by, place);
CREATE INDEX evidence_of ON evidence (plan_key, period, department);
