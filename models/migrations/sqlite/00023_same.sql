-- +goose Up
-- Indicators of different plans that are one (同一指标): those of a group are filed once. A factor is one of the indicator's unit in units
-- of the group's first.
CREATE TABLE same_indicators (
    plan_key     TEXT NOT NULL,
    indicator_id TEXT NOT NULL,
    group_id     TEXT NOT NULL,
    factor       TEXT NOT NULL,
    made_by      TEXT NOT NULL,
    made_at      TEXT NOT NULL,
    PRIMARY KEY (plan_key, indicator_id)
);
CREATE INDEX same_indicators_group ON same_indicators (group_id);
