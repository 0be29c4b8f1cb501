-- +goose Up
-- Whether a piece of a stored file is packed (zstd).
ALTER TABLE blob_chunks ADD COLUMN packed BOOLEAN NOT NULL DEFAULT 0;
