-- +goose Up
-- The figures of a submission once more, packed: what an edition, a check and a download read of it in one row, where the rows of
-- figures answer which submissions say something of an indicator. Submissions that are older have none and are read row by row.
CREATE TABLE figure_packs (
    submission_id TEXT NOT NULL PRIMARY KEY,
    data          BLOB NOT NULL
);
-- A month's figures are written side by side: by indicator first, each filing would write to as many pages as it has indicators.
CREATE INDEX figures_period ON figures (period, indicator_id);
DROP INDEX figures_indicator;
