-- +goose Up
-- The years of a plan's targets and the months that were filed for are found at their ends, not by looking through all of them: every
-- home page asks, of every plan.
CREATE INDEX target_revisions_key ON target_revisions (plan_key, target_key);
CREATE INDEX submission_counters_period ON submission_counters (plan_key, period, department);
CREATE INDEX submissions_period ON submissions (plan_key, period, department, version);
CREATE INDEX submissions_state ON submissions (state);
