-- +goose Up
-- Rounds of all kinds: 2022-W05 and 2022-05-20 are longer than a month's text, which keeps its bytes.
ALTER TABLE plan_revisions MODIFY effective VARCHAR(10) NOT NULL;
ALTER TABLE indicators MODIFY since VARCHAR(10) NOT NULL, MODIFY retired_from VARCHAR(10) NOT NULL;
ALTER TABLE target_revisions MODIFY effective VARCHAR(10) NOT NULL;
ALTER TABLE submission_counters MODIFY period VARCHAR(10) NOT NULL;
ALTER TABLE submissions MODIFY period VARCHAR(10) NOT NULL;
ALTER TABLE figures MODIFY period VARCHAR(10) NOT NULL;
ALTER TABLE period_locks MODIFY period VARCHAR(10) NOT NULL;
ALTER TABLE editions MODIFY period VARCHAR(10) NOT NULL;
ALTER TABLE job_inputs MODIFY input_period VARCHAR(10) NOT NULL;
ALTER TABLE audit_rows MODIFY period VARCHAR(10) NOT NULL;
ALTER TABLE outbox MODIFY period VARCHAR(10) NOT NULL;

-- What the office says of a round (季点评), of a department in it or of all (""): every version stays.
CREATE TABLE round_comments (
    plan_key   VARCHAR(64) NOT NULL,
    period     VARCHAR(10) NOT NULL,
    department VARCHAR(100) NOT NULL,
    version    INT NOT NULL,
    body       MEDIUMTEXT NOT NULL,
    made_by    VARCHAR(100) NOT NULL,
    made_at    DATETIME(6) NOT NULL,
    PRIMARY KEY (plan_key, period, department, version)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
