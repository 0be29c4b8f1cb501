-- +goose Up
-- verify: the edition that a workbook says it is.
CREATE INDEX editions_digest ON editions (digest);
