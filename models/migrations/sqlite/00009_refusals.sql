-- +goose Up
-- Refused sign-ins since the last audit row of their key, and when that was: one row a key and window tells of all of them.
ALTER TABLE sign_in_tries ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sign_in_tries ADD COLUMN noted_at TEXT;
