-- The claims stand outside the numbered files: a migration itself runs under one.
CREATE TABLE IF NOT EXISTS job_runs (
    job         VARCHAR(128) NOT NULL,
    period      VARCHAR(32) NOT NULL,
    revision    INT NOT NULL,
    state       VARCHAR(16) NOT NULL,
    fence       BIGINT NOT NULL,
    owner       VARCHAR(128) NOT NULL,
    lease_until DATETIME(6),
    failures    INT NOT NULL,
    retry_at    DATETIME(6),
    last_error  MEDIUMTEXT NOT NULL,
    result      VARCHAR(255) NOT NULL,
    inputs_id   VARCHAR(36) NOT NULL,
    made_at     DATETIME(6) NOT NULL,
    finished_at DATETIME(6),
    PRIMARY KEY (job, period, revision)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
