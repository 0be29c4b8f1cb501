-- +goose Up
-- Cells that were corrected on a page since the workbook was uploaded, as JSON; none for a workbook as it came.
ALTER TABLE submissions ADD COLUMN amended MEDIUMTEXT;

-- An explanation of a finding that is being written and was not given yet.
ALTER TABLE findings ADD COLUMN typed VARCHAR(2000) NOT NULL DEFAULT '';
