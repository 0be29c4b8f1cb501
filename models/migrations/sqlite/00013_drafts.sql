-- +goose Up
-- A plan document that a breakdown was drafted from: the file as it came, and what was found in it.
CREATE TABLE drafts (
    id      TEXT NOT NULL,
    name    TEXT NOT NULL,
    title   TEXT NOT NULL,
    sha256  TEXT NOT NULL,
    blob_id TEXT NOT NULL,
    body_id TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (id)
);
