-- +goose Up
-- What is being typed into a month's template on a page, until it is filed.
CREATE TABLE typed_fields (
    plan_key   VARCHAR(64) NOT NULL,
    department VARCHAR(100) NOT NULL,
    period     VARCHAR(16) NOT NULL,
    field      VARCHAR(255) NOT NULL,
    typed      VARCHAR(2000) NOT NULL,
    made_by    VARCHAR(100) NOT NULL,
    made_at    DATETIME(6) NOT NULL,
    PRIMARY KEY (plan_key, department, period, field)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
