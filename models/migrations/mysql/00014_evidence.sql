-- +goose Up
-- Files that stand behind a figure or an answer. place is none for one that was removed: it stays stored and is no longer listed.
CREATE TABLE evidence (
    id         CHAR(36) NOT NULL,
    kind       VARCHAR(16) NOT NULL,
    owner_id   VARCHAR(64) NOT NULL,
    plan_key   VARCHAR(64) NOT NULL,
    department VARCHAR(100) NOT NULL,
    period     VARCHAR(16) NOT NULL,
    owned_by   CHAR(64) NOT NULL,
    place      INT,
    name       VARCHAR(255) NOT NULL,
    file_type  VARCHAR(8) NOT NULL,
    sha256     CHAR(64) NOT NULL,
    size       BIGINT NOT NULL,
    blob_id    CHAR(36) NOT NULL,
    made_by    VARCHAR(100) NOT NULL,
    made_at    DATETIME(6) NOT NULL,
    removed_by VARCHAR(100) NOT NULL,
    removed_at DATETIME(6),
    PRIMARY KEY (id),
    UNIQUE KEY evidence_places (owned_by, place),
    KEY evidence_of (plan_key, period, department)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
