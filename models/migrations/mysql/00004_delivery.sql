-- +goose Up
-- Where notices go: a department's, a person's, or (with neither) the supervision office's.
CREATE TABLE channels (
    id         VARCHAR(36) NOT NULL,
    kind       VARCHAR(16) NOT NULL,
    label      VARCHAR(100) NOT NULL,
    address    VARCHAR(512) NOT NULL,
    secret     VARCHAR(255) NOT NULL,
    department VARCHAR(100) NOT NULL,
    user_id    VARCHAR(36) NOT NULL,
    active     BOOLEAN NOT NULL,
    made_by    VARCHAR(100) NOT NULL,
    made_at    DATETIME(6) NOT NULL,
    ended_by   VARCHAR(100) NOT NULL,
    ended_at   DATETIME(6),
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What leaves the house: one row for each event and channel. The run of the job "deliver" whose period is run_period
-- says how it stands.
CREATE TABLE outbox (
    event_key  VARCHAR(255) NOT NULL,
    run_period VARCHAR(32) NOT NULL,
    channel_id VARCHAR(36) NOT NULL,
    notice     VARCHAR(16) NOT NULL,
    plan_key   VARCHAR(64) NOT NULL,
    period     VARCHAR(7) NOT NULL,
    department VARCHAR(100) NOT NULL,
    edition    INT NOT NULL,
    subject    VARCHAR(255) NOT NULL,
    body       MEDIUMTEXT NOT NULL,
    made_at    DATETIME(6) NOT NULL,
    PRIMARY KEY (event_key),
    UNIQUE KEY outbox_run (run_period),
    KEY outbox_plan (plan_key, period)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE INDEX job_runs_state ON job_runs (state);

-- How far a reader of the audit chain has come.
CREATE TABLE positions (
    name VARCHAR(32) NOT NULL,
    seq  BIGINT NOT NULL,
    PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

INSERT INTO positions (name, seq) SELECT 'notices', seq FROM audit_heads WHERE id = 1;

-- When an address may next be written to, for all processes together.
CREATE TABLE paces (
    address VARCHAR(64) NOT NULL,
    next_at DATETIME(6) NOT NULL,
    PRIMARY KEY (address)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
