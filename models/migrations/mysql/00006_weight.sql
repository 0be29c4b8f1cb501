-- +goose Up
-- What a supervisor sets for an indicator beside its curve; '' and 0 leave what the plan's workbook says.
ALTER TABLE indicators ADD COLUMN lag_months INT NOT NULL DEFAULT 0, ADD COLUMN weight VARCHAR(64) NOT NULL DEFAULT '';
