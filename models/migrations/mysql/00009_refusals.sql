-- +goose Up
-- Refused sign-ins since the last audit row of their key, and when that was: one row a key and window tells of all of them.
ALTER TABLE sign_in_tries ADD COLUMN refused INT NOT NULL DEFAULT 0, ADD COLUMN noted_at DATETIME(6);
