-- +goose Up
-- Numbers are exact decimals kept as text; instants are UTC text of one width, which sorts as time does.

-- A plan; its indicators and targets have rows of their own.
CREATE TABLE plans (
    plan_key         TEXT NOT NULL,
    title            TEXT NOT NULL,
    revision         INTEGER NOT NULL,
    settings         TEXT NOT NULL,
    settings_version INTEGER NOT NULL,
    made_at          TEXT NOT NULL,
    PRIMARY KEY (plan_key)
);

-- One import of a plan's workbook.
CREATE TABLE plan_revisions (
    plan_key   TEXT NOT NULL,
    revision   INTEGER NOT NULL,
    title      TEXT NOT NULL,
    file_name  TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    outcome    TEXT NOT NULL,
    blob_id    TEXT NOT NULL,
    indicators INTEGER NOT NULL,
    effective  TEXT NOT NULL,
    reason     TEXT NOT NULL,
    reference  TEXT NOT NULL,
    made_by    TEXT NOT NULL,
    made_at    TEXT NOT NULL,
    PRIMARY KEY (plan_key, revision)
);

-- Never deleted: what a later workbook leaves out is retired.
CREATE TABLE indicators (
    plan_key     TEXT NOT NULL,
    id           TEXT NOT NULL,
    identity     TEXT NOT NULL,
    position     INTEGER NOT NULL,
    since        TEXT NOT NULL,
    retired      BOOLEAN NOT NULL,
    retired_from TEXT NOT NULL,
    curve        TEXT NOT NULL,
    every_months INTEGER NOT NULL,
    body         TEXT NOT NULL,
    PRIMARY KEY (plan_key, id)
);

-- Never changed: a revision is put beside the one before.
CREATE TABLE target_revisions (
    plan_key      TEXT NOT NULL,
    indicator_id  TEXT NOT NULL,
    target_key    TEXT NOT NULL,
    revision      INTEGER NOT NULL,
    position      INTEGER NOT NULL,
    effective     TEXT NOT NULL,
    withdrawn     BOOLEAN NOT NULL,
    plan_revision INTEGER NOT NULL,
    reason        TEXT NOT NULL,
    reference     TEXT NOT NULL,
    body          TEXT NOT NULL,
    made_by       TEXT NOT NULL,
    made_at       TEXT NOT NULL,
    PRIMARY KEY (plan_key, indicator_id, target_key, revision)
);

-- By canonical name, one for the whole site.
CREATE TABLE departments (
    name    TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE plan_departments (
    plan_key   TEXT NOT NULL,
    department TEXT NOT NULL,
    reports    BOOLEAN NOT NULL,
    made_by    TEXT NOT NULL,
    made_at    TEXT NOT NULL,
    PRIMARY KEY (plan_key, department)
);

-- Taken back, a row stays with active = 0.
CREATE TABLE department_aliases (
    alias      TEXT NOT NULL,
    department TEXT NOT NULL,
    active     BOOLEAN NOT NULL,
    made_by    TEXT NOT NULL,
    made_at    TEXT NOT NULL,
    ended_by   TEXT NOT NULL,
    ended_at   TEXT,
    PRIMARY KEY (alias)
);

CREATE TABLE indicator_aliases (
    plan_key     TEXT NOT NULL,
    alias        TEXT NOT NULL,
    indicator_id TEXT NOT NULL,
    active       BOOLEAN NOT NULL,
    made_by      TEXT NOT NULL,
    made_at      TEXT NOT NULL,
    ended_by     TEXT NOT NULL,
    ended_at     TEXT,
    PRIMARY KEY (plan_key, alias)
);

-- Columns mapped by hand, by the fingerprint of the heading.
CREATE TABLE mappings (
    department  TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    mapping     TEXT NOT NULL,
    active      BOOLEAN NOT NULL,
    made_by     TEXT NOT NULL,
    made_at     TEXT NOT NULL,
    ended_by    TEXT NOT NULL,
    ended_at    TEXT,
    PRIMARY KEY (department, fingerprint)
);

-- Class B findings that pass in later periods too.
CREATE TABLE waivers (
    plan_key   TEXT NOT NULL,
    department TEXT NOT NULL,
    code       TEXT NOT NULL,
    about      TEXT NOT NULL,
    reason     TEXT NOT NULL,
    active     BOOLEAN NOT NULL,
    made_by    TEXT NOT NULL,
    made_at    TEXT NOT NULL,
    ended_by   TEXT NOT NULL,
    ended_at   TEXT,
    PRIMARY KEY (plan_key, department, code, about)
);

-- Files as they came; the bytes are in blob_chunks, 1 MiB each.
CREATE TABLE blobs (
    id      TEXT NOT NULL,
    size    INTEGER NOT NULL,
    sha256  TEXT NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE blob_chunks (
    blob_id TEXT NOT NULL,
    seq     INTEGER NOT NULL,
    data    BLOB NOT NULL,
    PRIMARY KEY (blob_id, seq)
);

-- Numbers the versions; its row is taken first by every act on them.
CREATE TABLE submission_counters (
    plan_key     TEXT NOT NULL,
    department   TEXT NOT NULL,
    period       TEXT NOT NULL,
    last_version INTEGER NOT NULL,
    PRIMARY KEY (plan_key, department, period)
);

CREATE TABLE submissions (
    id           TEXT NOT NULL,
    plan_key     TEXT NOT NULL,
    department   TEXT NOT NULL,
    period       TEXT NOT NULL,
    version      INTEGER NOT NULL,
    state        TEXT NOT NULL,
    in_force     BOOLEAN NOT NULL,
    revision     INTEGER NOT NULL,
    file_name    TEXT NOT NULL,
    sha256       TEXT NOT NULL,
    size         INTEGER NOT NULL,
    made_by      TEXT NOT NULL,
    made_at      TEXT NOT NULL,
    submitted_by TEXT NOT NULL,
    submitted_at TEXT,
    decided_by   TEXT NOT NULL,
    decided_at   TEXT,
    reason       TEXT NOT NULL,
    findings_a   INTEGER NOT NULL,
    findings_b   INTEGER NOT NULL,
    findings_c   INTEGER NOT NULL,
    findings_d   INTEGER NOT NULL,
    open_b       INTEGER NOT NULL,
    open_c       INTEGER NOT NULL,
    outcome      TEXT NOT NULL,
    blob_id      TEXT NOT NULL,
    reading_id   TEXT NOT NULL,
    PRIMARY KEY (plan_key, department, period, version)
);
CREATE UNIQUE INDEX submissions_id ON submissions (id);
CREATE INDEX submissions_in_force ON submissions (plan_key, in_force, period);

CREATE TABLE figures (
    submission_id TEXT NOT NULL,
    n             INTEGER NOT NULL,
    indicator_id  TEXT NOT NULL,
    period        TEXT NOT NULL,
    span          TEXT NOT NULL,
    value         TEXT,
    unit          TEXT NOT NULL,
    printed       TEXT NOT NULL,
    printed_in    TEXT NOT NULL,
    parts         TEXT,
    sheet         TEXT NOT NULL,
    cell          TEXT NOT NULL,
    PRIMARY KEY (submission_id, n)
) WITHOUT ROWID;

CREATE TABLE findings (
    submission_id TEXT NOT NULL,
    n             INTEGER NOT NULL,
    class         TEXT NOT NULL,
    code          TEXT NOT NULL,
    sheet         TEXT NOT NULL,
    cell          TEXT NOT NULL,
    message       TEXT NOT NULL,
    expected      TEXT NOT NULL,
    about         TEXT NOT NULL,
    suggest       TEXT NOT NULL,
    state         TEXT NOT NULL,
    answer        TEXT NOT NULL,
    answered_by   TEXT NOT NULL,
    answered_at   TEXT,
    PRIMARY KEY (submission_id, n)
) WITHOUT ROWID;

CREATE TABLE remarks (
    submission_id TEXT NOT NULL,
    n             INTEGER NOT NULL,
    indicator_id  TEXT NOT NULL,
    progress      TEXT NOT NULL,
    problems      TEXT NOT NULL,
    next_steps    TEXT NOT NULL,
    explanation   TEXT NOT NULL,
    PRIMARY KEY (submission_id, n)
) WITHOUT ROWID;

CREATE TABLE idempotency_keys (
    actor_id      TEXT NOT NULL,
    request_key   TEXT NOT NULL,
    request       TEXT NOT NULL,
    submission_id TEXT NOT NULL,
    made_at       TEXT NOT NULL,
    PRIMARY KEY (actor_id, request_key)
);

-- Department is empty for all.
CREATE TABLE period_locks (
    plan_key    TEXT NOT NULL,
    period      TEXT NOT NULL,
    department  TEXT NOT NULL,
    locked      BOOLEAN NOT NULL,
    reason      TEXT NOT NULL,
    ask         TEXT NOT NULL,
    made_by     TEXT NOT NULL,
    made_at     TEXT,
    open_until  TEXT,
    open_reason TEXT NOT NULL,
    open_by     TEXT NOT NULL,
    open_at     TEXT,
    PRIMARY KEY (plan_key, period, department)
);

CREATE TABLE editions (
    plan_key    TEXT NOT NULL,
    period      TEXT NOT NULL,
    number      INTEGER NOT NULL,
    title       TEXT NOT NULL,
    digest      TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    size        INTEGER NOT NULL,
    file_name   TEXT NOT NULL,
    body_id     TEXT NOT NULL,
    workbook_id TEXT NOT NULL,
    cut_off     TEXT NOT NULL,
    made_by     TEXT NOT NULL,
    made_at     TEXT NOT NULL,
    PRIMARY KEY (plan_key, period, number)
);

-- What a run was frozen on.
CREATE TABLE job_inputs (
    job           TEXT NOT NULL,
    period        TEXT NOT NULL,
    revision      INTEGER NOT NULL,
    department    TEXT NOT NULL,
    input_period  TEXT NOT NULL,
    submission_id TEXT NOT NULL,
    version       INTEGER NOT NULL,
    sha256        TEXT NOT NULL,
    PRIMARY KEY (job, period, revision, department, input_period)
);

-- The chain: each hash covers the row and the hash of the row before.
CREATE TABLE audit_rows (
    seq        INTEGER NOT NULL,
    act        TEXT NOT NULL,
    part       INTEGER NOT NULL,
    made_at    TEXT NOT NULL,
    actor_id   TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    address    TEXT NOT NULL,
    action     TEXT NOT NULL,
    plan_key   TEXT NOT NULL,
    department TEXT NOT NULL,
    period     TEXT NOT NULL,
    object     TEXT NOT NULL,
    detail     TEXT NOT NULL,
    algorithm  TEXT NOT NULL,
    previous   TEXT NOT NULL,
    hash       TEXT NOT NULL,
    PRIMARY KEY (seq)
);
CREATE UNIQUE INDEX audit_rows_act ON audit_rows (act, part);
CREATE INDEX audit_rows_object ON audit_rows (object);
CREATE INDEX audit_rows_plan ON audit_rows (plan_key, period);

-- One row: where the chain ends.
CREATE TABLE audit_heads (
    id   INTEGER NOT NULL,
    seq  INTEGER NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (id)
);

INSERT INTO audit_heads (id, seq, hash) VALUES (1, 0, '');
