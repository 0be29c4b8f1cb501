-- +goose Up
-- What a supervisor sets for an indicator beside its curve; '' and 0 leave what the plan's workbook says.
ALTER TABLE indicators ADD COLUMN lag_months INTEGER NOT NULL DEFAULT 0;
ALTER TABLE indicators ADD COLUMN weight TEXT NOT NULL DEFAULT '';
