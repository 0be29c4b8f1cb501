-- +goose Up
-- Indicators of different plans that are one (同一指标): those of a group are filed once. A factor is one of the indicator's unit in units
-- of the group's first.
CREATE TABLE same_indicators (
    plan_key     VARCHAR(64) NOT NULL,
    indicator_id VARCHAR(64) NOT NULL,
    group_id     CHAR(36) NOT NULL,
    factor       VARCHAR(100) NOT NULL,
    made_by      VARCHAR(100) NOT NULL,
    made_at      DATETIME(6) NOT NULL,
    PRIMARY KEY (plan_key, indicator_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
CREATE INDEX same_indicators_group ON same_indicators (group_id);
