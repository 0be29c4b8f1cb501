-- +goose Up
-- Filing asks what other departments reported for its indicators, and whether the plan has changed since it was
-- last read; both must cost the same however much has been filed.
CREATE INDEX figures_indicator ON figures (indicator_id, period);
CREATE INDEX audit_rows_action ON audit_rows (plan_key, action, seq);
