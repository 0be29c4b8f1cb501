-- +goose Up
-- anchor is where the audit chain ended when the edition's inputs were frozen, as its cover has it.
ALTER TABLE editions ADD COLUMN anchor TEXT NOT NULL DEFAULT '';
