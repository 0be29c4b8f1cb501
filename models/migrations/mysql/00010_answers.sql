-- +goose Up
-- What every cell of an issued workbook comes from, in blocks that are read alone; '' for editions that are older.
ALTER TABLE editions ADD COLUMN answers_id VARCHAR(36) NOT NULL DEFAULT '';
