-- +goose Up
-- What is being typed into a month's template on a page, until it is filed.
CREATE TABLE typed_fields (
    plan_key   TEXT NOT NULL,
    department TEXT NOT NULL,
    period     TEXT NOT NULL,
    field      TEXT NOT NULL,
    typed      TEXT NOT NULL,
    made_by    TEXT NOT NULL,
    made_at    TEXT NOT NULL,
    PRIMARY KEY (plan_key, department, period, field)
);
