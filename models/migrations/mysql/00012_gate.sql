-- +goose Up
-- gate counts the acts on a department's period: a lock and a filing write the same row, so that no filing passes a lock, on any
-- node. settings_version counts what was set by hand for an indicator.
ALTER TABLE submission_counters ADD COLUMN gate INT NOT NULL DEFAULT 0;
-- +goose StatementBegin
ALTER TABLE indicators ADD COLUMN settings_version INT NOT NULL DEFAULT 0;
-- +goose StatementEnd
