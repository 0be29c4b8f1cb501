-- The claims stand outside the numbered files: a migration itself runs under one.
CREATE TABLE IF NOT EXISTS job_runs (
    job         TEXT NOT NULL,
    period      TEXT NOT NULL,
    revision    INTEGER NOT NULL,
    state       TEXT NOT NULL,
    fence       INTEGER NOT NULL,
    owner       TEXT NOT NULL,
    lease_until TEXT,
    failures    INTEGER NOT NULL,
    retry_at    TEXT,
    last_error  TEXT NOT NULL,
    result      TEXT NOT NULL,
    inputs_id   TEXT NOT NULL,
    made_at     TEXT NOT NULL,
    finished_at TEXT,
    PRIMARY KEY (job, period, revision)
);
