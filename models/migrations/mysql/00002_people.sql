-- +goose Up
-- Who may do what. Only hashes of passwords, session tokens, API tokens and one-time links are kept.
CREATE TABLE users (
    id            VARCHAR(36) NOT NULL,
    name          VARCHAR(100) NOT NULL,
    label         VARCHAR(100) NOT NULL,
    role          VARCHAR(20) NOT NULL,
    department    VARCHAR(100) NOT NULL,
    made_at       DATETIME(6) NOT NULL,
    disabled_at   DATETIME(6),
    version       INT NOT NULL,
    password      VARCHAR(255) NOT NULL,
    password_at   DATETIME(6) NOT NULL,
    old_passwords MEDIUMTEXT NOT NULL,
    must_change   BOOLEAN NOT NULL,
    totp_secret   VARCHAR(128) NOT NULL,
    totp_step     BIGINT NOT NULL,
    subject       VARCHAR(255),
    PRIMARY KEY (id),
    UNIQUE KEY users_name (name),
    UNIQUE KEY users_subject (subject)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE sessions (
    hash    VARCHAR(64) NOT NULL,
    user_id VARCHAR(36) NOT NULL,
    made_at DATETIME(6) NOT NULL,
    seen_at DATETIME(6) NOT NULL,
    address VARCHAR(64) NOT NULL,
    agent   VARCHAR(200) NOT NULL,
    PRIMARY KEY (hash),
    KEY sessions_user (user_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Failures are counted by account and by address, for all replicas together.
CREATE TABLE sign_in_tries (
    name         VARCHAR(100) NOT NULL,
    failures     INT NOT NULL,
    first_at     DATETIME(6) NOT NULL,
    locked_until DATETIME(6),
    PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE secret_links (
    hash    VARCHAR(64) NOT NULL,
    user_id VARCHAR(36) NOT NULL,
    note    MEDIUMTEXT NOT NULL,
    ends_at DATETIME(6) NOT NULL,
    used_at DATETIME(6),
    PRIMARY KEY (hash)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE api_tokens (
    id         VARCHAR(36) NOT NULL,
    hash       VARCHAR(64) NOT NULL,
    user_id    VARCHAR(36) NOT NULL,
    name       VARCHAR(100) NOT NULL,
    scopes     VARCHAR(100) NOT NULL,
    made_at    DATETIME(6) NOT NULL,
    ends_at    DATETIME(6) NOT NULL,
    used_at    DATETIME(6),
    revoked_at DATETIME(6),
    PRIMARY KEY (id),
    UNIQUE KEY api_tokens_hash (hash),
    KEY api_tokens_user (user_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
