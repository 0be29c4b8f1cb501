-- +goose Up
-- Where notices go: a department's, a person's, or (with neither) the supervision office's.
CREATE TABLE channels (
    id         TEXT NOT NULL,
    kind       TEXT NOT NULL,
    label      TEXT NOT NULL,
    address    TEXT NOT NULL,
    secret     TEXT NOT NULL,
    department TEXT NOT NULL,
    user_id    TEXT NOT NULL,
    active     BOOLEAN NOT NULL,
    made_by    TEXT NOT NULL,
    made_at    TEXT NOT NULL,
    ended_by   TEXT NOT NULL,
    ended_at   TEXT,
    PRIMARY KEY (id)
);

-- What leaves the house: one row for each event and channel. The run of the job "deliver" whose period is run_period
-- says how it stands.
CREATE TABLE outbox (
    event_key  TEXT NOT NULL,
    run_period TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    notice     TEXT NOT NULL,
    plan_key   TEXT NOT NULL,
    period     TEXT NOT NULL,
    department TEXT NOT NULL,
    edition    INTEGER NOT NULL,
    subject    TEXT NOT NULL,
    body       TEXT NOT NULL,
    made_at    TEXT NOT NULL,
    PRIMARY KEY (event_key)
);
CREATE UNIQUE INDEX outbox_run ON outbox (run_period);
CREATE INDEX outbox_plan ON outbox (plan_key, period);
CREATE INDEX job_runs_state ON job_runs (state);

-- How far a reader of the audit chain has come.
CREATE TABLE positions (
    name TEXT NOT NULL,
    seq  INTEGER NOT NULL,
    PRIMARY KEY (name)
);
INSERT INTO positions (name, seq) SELECT 'notices', seq FROM audit_heads WHERE id = 1;

-- When an address may next be written to, for all processes together.
CREATE TABLE paces (
    address TEXT NOT NULL,
    next_at TEXT NOT NULL,
    PRIMARY KEY (address)
);
