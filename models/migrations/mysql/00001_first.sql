-- +goose Up
-- Keys are compared code point by code point (utf8mb4_bin). Numbers are exact decimals kept as text; instants are UTC.

-- A plan; its indicators and targets have rows of their own.
CREATE TABLE plans (
    plan_key         VARCHAR(64) NOT NULL,
    title            MEDIUMTEXT NOT NULL,
    revision         INT NOT NULL,
    settings         MEDIUMTEXT NOT NULL,
    settings_version INT NOT NULL,
    made_at          DATETIME(6) NOT NULL,
    PRIMARY KEY (plan_key)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- One import of a plan's workbook.
CREATE TABLE plan_revisions (
    plan_key   VARCHAR(64) NOT NULL,
    revision   INT NOT NULL,
    title      MEDIUMTEXT NOT NULL,
    file_name  VARCHAR(255) NOT NULL,
    sha256     VARCHAR(64) NOT NULL,
    outcome    VARCHAR(64) NOT NULL,
    blob_id    VARCHAR(36) NOT NULL,
    indicators INT NOT NULL,
    effective  VARCHAR(7) NOT NULL,
    reason     MEDIUMTEXT NOT NULL,
    reference  MEDIUMTEXT NOT NULL,
    made_by    VARCHAR(100) NOT NULL,
    made_at    DATETIME(6) NOT NULL,
    PRIMARY KEY (plan_key, revision)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Never deleted: what a later workbook leaves out is retired.
CREATE TABLE indicators (
    plan_key     VARCHAR(64) NOT NULL,
    id           VARCHAR(64) NOT NULL,
    identity     VARCHAR(64) NOT NULL,
    position     INT NOT NULL,
    since        VARCHAR(7) NOT NULL,
    retired      BOOLEAN NOT NULL,
    retired_from VARCHAR(7) NOT NULL,
    curve        MEDIUMTEXT NOT NULL,
    every_months INT NOT NULL,
    body         MEDIUMTEXT NOT NULL,
    PRIMARY KEY (plan_key, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Never changed: a revision is put beside the one before.
CREATE TABLE target_revisions (
    plan_key      VARCHAR(64) NOT NULL,
    indicator_id  VARCHAR(64) NOT NULL,
    target_key    VARCHAR(64) NOT NULL,
    revision      INT NOT NULL,
    position      INT NOT NULL,
    effective     VARCHAR(7) NOT NULL,
    withdrawn     BOOLEAN NOT NULL,
    plan_revision INT NOT NULL,
    reason        MEDIUMTEXT NOT NULL,
    reference     MEDIUMTEXT NOT NULL,
    body          MEDIUMTEXT NOT NULL,
    made_by       VARCHAR(100) NOT NULL,
    made_at       DATETIME(6) NOT NULL,
    PRIMARY KEY (plan_key, indicator_id, target_key, revision)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- By canonical name, one for the whole site.
CREATE TABLE departments (
    name    VARCHAR(100) NOT NULL,
    made_by VARCHAR(100) NOT NULL,
    made_at DATETIME(6) NOT NULL,
    PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE plan_departments (
    plan_key   VARCHAR(64) NOT NULL,
    department VARCHAR(100) NOT NULL,
    reports    BOOLEAN NOT NULL,
    made_by    VARCHAR(100) NOT NULL,
    made_at    DATETIME(6) NOT NULL,
    PRIMARY KEY (plan_key, department)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Taken back, a row stays with active = 0.
CREATE TABLE department_aliases (
    alias      VARCHAR(100) NOT NULL,
    department VARCHAR(100) NOT NULL,
    active     BOOLEAN NOT NULL,
    made_by    VARCHAR(100) NOT NULL,
    made_at    DATETIME(6) NOT NULL,
    ended_by   VARCHAR(100) NOT NULL,
    ended_at   DATETIME(6),
    PRIMARY KEY (alias)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE indicator_aliases (
    plan_key     VARCHAR(64) NOT NULL,
    alias        VARCHAR(255) NOT NULL,
    indicator_id VARCHAR(64) NOT NULL,
    active       BOOLEAN NOT NULL,
    made_by      VARCHAR(100) NOT NULL,
    made_at      DATETIME(6) NOT NULL,
    ended_by     VARCHAR(100) NOT NULL,
    ended_at     DATETIME(6),
    PRIMARY KEY (plan_key, alias)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Columns mapped by hand, by the fingerprint of the heading.
CREATE TABLE mappings (
    department  VARCHAR(100) NOT NULL,
    fingerprint VARCHAR(128) NOT NULL,
    mapping     MEDIUMTEXT NOT NULL,
    active      BOOLEAN NOT NULL,
    made_by     VARCHAR(100) NOT NULL,
    made_at     DATETIME(6) NOT NULL,
    ended_by    VARCHAR(100) NOT NULL,
    ended_at    DATETIME(6),
    PRIMARY KEY (department, fingerprint)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Class B findings that pass in later periods too.
CREATE TABLE waivers (
    plan_key   VARCHAR(64) NOT NULL,
    department VARCHAR(100) NOT NULL,
    code       VARCHAR(64) NOT NULL,
    about      VARCHAR(255) NOT NULL,
    reason     MEDIUMTEXT NOT NULL,
    active     BOOLEAN NOT NULL,
    made_by    VARCHAR(100) NOT NULL,
    made_at    DATETIME(6) NOT NULL,
    ended_by   VARCHAR(100) NOT NULL,
    ended_at   DATETIME(6),
    PRIMARY KEY (plan_key, department, code, about)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Files as they came; the bytes are in blob_chunks, 1 MiB each.
CREATE TABLE blobs (
    id      VARCHAR(36) NOT NULL,
    size    BIGINT NOT NULL,
    sha256  VARCHAR(64) NOT NULL,
    made_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE blob_chunks (
    blob_id VARCHAR(36) NOT NULL,
    seq     INT NOT NULL,
    data    MEDIUMBLOB NOT NULL,
    PRIMARY KEY (blob_id, seq)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Numbers the versions; its row is taken first by every act on them.
CREATE TABLE submission_counters (
    plan_key     VARCHAR(64) NOT NULL,
    department   VARCHAR(100) NOT NULL,
    period       VARCHAR(7) NOT NULL,
    last_version INT NOT NULL,
    PRIMARY KEY (plan_key, department, period)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE submissions (
    id           VARCHAR(36) NOT NULL,
    plan_key     VARCHAR(64) NOT NULL,
    department   VARCHAR(100) NOT NULL,
    period       VARCHAR(7) NOT NULL,
    version      INT NOT NULL,
    state        VARCHAR(16) NOT NULL,
    in_force     BOOLEAN NOT NULL,
    revision     INT NOT NULL,
    file_name    VARCHAR(255) NOT NULL,
    sha256       VARCHAR(64) NOT NULL,
    size         BIGINT NOT NULL,
    made_by      VARCHAR(100) NOT NULL,
    made_at      DATETIME(6) NOT NULL,
    submitted_by VARCHAR(100) NOT NULL,
    submitted_at DATETIME(6),
    decided_by   VARCHAR(100) NOT NULL,
    decided_at   DATETIME(6),
    reason       MEDIUMTEXT NOT NULL,
    findings_a   INT NOT NULL,
    findings_b   INT NOT NULL,
    findings_c   INT NOT NULL,
    findings_d   INT NOT NULL,
    open_b       INT NOT NULL,
    open_c       INT NOT NULL,
    outcome      VARCHAR(64) NOT NULL,
    blob_id      VARCHAR(36) NOT NULL,
    reading_id   VARCHAR(36) NOT NULL,
    PRIMARY KEY (plan_key, department, period, version),
    UNIQUE KEY submissions_id (id),
    KEY submissions_in_force (plan_key, in_force, period)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE figures (
    submission_id VARCHAR(36) NOT NULL,
    n             INT NOT NULL,
    indicator_id  VARCHAR(64) NOT NULL,
    period        VARCHAR(7) NOT NULL,
    span          VARCHAR(16) NOT NULL,
    value         VARCHAR(160),
    unit          MEDIUMTEXT NOT NULL,
    printed       MEDIUMTEXT NOT NULL,
    printed_in    MEDIUMTEXT NOT NULL,
    parts         MEDIUMTEXT,
    sheet         MEDIUMTEXT NOT NULL,
    cell          MEDIUMTEXT NOT NULL,
    PRIMARY KEY (submission_id, n)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE findings (
    submission_id VARCHAR(36) NOT NULL,
    n             INT NOT NULL,
    class         VARCHAR(1) NOT NULL,
    code          VARCHAR(64) NOT NULL,
    sheet         MEDIUMTEXT NOT NULL,
    cell          MEDIUMTEXT NOT NULL,
    message       MEDIUMTEXT NOT NULL,
    expected      MEDIUMTEXT NOT NULL,
    about         MEDIUMTEXT NOT NULL,
    suggest       MEDIUMTEXT NOT NULL,
    state         VARCHAR(16) NOT NULL,
    answer        MEDIUMTEXT NOT NULL,
    answered_by   VARCHAR(100) NOT NULL,
    answered_at   DATETIME(6),
    PRIMARY KEY (submission_id, n)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE remarks (
    submission_id VARCHAR(36) NOT NULL,
    n             INT NOT NULL,
    indicator_id  VARCHAR(64) NOT NULL,
    progress      MEDIUMTEXT NOT NULL,
    problems      MEDIUMTEXT NOT NULL,
    next_steps    MEDIUMTEXT NOT NULL,
    explanation   MEDIUMTEXT NOT NULL,
    PRIMARY KEY (submission_id, n)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE idempotency_keys (
    actor_id      VARCHAR(100) NOT NULL,
    request_key   VARCHAR(255) NOT NULL,
    request       VARCHAR(64) NOT NULL,
    submission_id VARCHAR(36) NOT NULL,
    made_at       DATETIME(6) NOT NULL,
    PRIMARY KEY (actor_id, request_key)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Department is empty for all.
CREATE TABLE period_locks (
    plan_key    VARCHAR(64) NOT NULL,
    period      VARCHAR(7) NOT NULL,
    department  VARCHAR(100) NOT NULL,
    locked      BOOLEAN NOT NULL,
    reason      MEDIUMTEXT NOT NULL,
    ask         MEDIUMTEXT NOT NULL,
    made_by     VARCHAR(100) NOT NULL,
    made_at     DATETIME(6),
    open_until  DATETIME(6),
    open_reason MEDIUMTEXT NOT NULL,
    open_by     VARCHAR(100) NOT NULL,
    open_at     DATETIME(6),
    PRIMARY KEY (plan_key, period, department)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE editions (
    plan_key    VARCHAR(64) NOT NULL,
    period      VARCHAR(7) NOT NULL,
    number      INT NOT NULL,
    title       MEDIUMTEXT NOT NULL,
    digest      VARCHAR(64) NOT NULL,
    sha256      VARCHAR(64) NOT NULL,
    size        BIGINT NOT NULL,
    file_name   VARCHAR(255) NOT NULL,
    body_id     VARCHAR(36) NOT NULL,
    workbook_id VARCHAR(36) NOT NULL,
    cut_off     DATETIME(6) NOT NULL,
    made_by     VARCHAR(100) NOT NULL,
    made_at     DATETIME(6) NOT NULL,
    PRIMARY KEY (plan_key, period, number)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What a run was frozen on.
CREATE TABLE job_inputs (
    job           VARCHAR(128) NOT NULL,
    period        VARCHAR(32) NOT NULL,
    revision      INT NOT NULL,
    department    VARCHAR(100) NOT NULL,
    input_period  VARCHAR(7) NOT NULL,
    submission_id VARCHAR(36) NOT NULL,
    version       INT NOT NULL,
    sha256        VARCHAR(64) NOT NULL,
    PRIMARY KEY (job, period, revision, department, input_period)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The chain: each hash covers the row and the hash of the row before.
CREATE TABLE audit_rows (
    seq        BIGINT NOT NULL,
    act        VARCHAR(36) NOT NULL,
    part       INT NOT NULL,
    made_at    DATETIME(6) NOT NULL,
    actor_id   VARCHAR(100) NOT NULL,
    actor_name VARCHAR(100) NOT NULL,
    address    VARCHAR(100) NOT NULL,
    action     VARCHAR(64) NOT NULL,
    plan_key   VARCHAR(64) NOT NULL,
    department VARCHAR(100) NOT NULL,
    period     VARCHAR(7) NOT NULL,
    object     VARCHAR(255) NOT NULL,
    detail     MEDIUMTEXT NOT NULL,
    algorithm  VARCHAR(16) NOT NULL,
    previous   VARCHAR(64) NOT NULL,
    hash       VARCHAR(64) NOT NULL,
    PRIMARY KEY (seq),
    UNIQUE KEY audit_rows_act (act, part),
    KEY audit_rows_object (object),
    KEY audit_rows_plan (plan_key, period)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- One row: where the chain ends.
CREATE TABLE audit_heads (
    id   INT NOT NULL,
    seq  BIGINT NOT NULL,
    hash VARCHAR(64) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

INSERT INTO audit_heads (id, seq, hash) VALUES (1, 0, '');
