-- +goose Up
-- verify: the edition that a workbook says it is.
CREATE INDEX editions_digest ON editions (digest);
-- feed: what was published since a moment.
CREATE INDEX editions_made ON editions (made_at);
