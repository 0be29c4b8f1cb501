-- +goose Up
-- A plan document that a breakdown was drafted from: the file as it came, and what was found in it.
CREATE TABLE drafts (
    id      CHAR(36) NOT NULL,
    name    VARCHAR(255) NOT NULL,
    title   VARCHAR(500) NOT NULL,
    sha256  CHAR(64) NOT NULL,
    blob_id CHAR(36) NOT NULL,
    body_id CHAR(36) NOT NULL,
    made_by VARCHAR(100) NOT NULL,
    made_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
