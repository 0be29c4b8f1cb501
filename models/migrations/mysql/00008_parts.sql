-- +goose Up
-- How many parts of a notice are out: a robot is sent text and file one after the other, and neither twice.
ALTER TABLE outbox ADD COLUMN parts_sent INT NOT NULL DEFAULT 0;
