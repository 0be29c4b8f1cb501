-- +goose Up
-- Filing asks which departments of the period were told of a figure that another reports differently: few rows
-- among all findings.
CREATE INDEX findings_code ON findings (code, submission_id);
