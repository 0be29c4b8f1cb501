-- +goose Up
-- Who may do what. Only hashes of passwords, session tokens, API tokens and one-time links are kept.
CREATE TABLE users (
    id            TEXT NOT NULL,
    name          TEXT NOT NULL,
    label         TEXT NOT NULL,
    role          TEXT NOT NULL,
    department    TEXT NOT NULL,
    made_at       TEXT NOT NULL,
    disabled_at   TEXT,
    version       INTEGER NOT NULL,
    password      TEXT NOT NULL,
    password_at   TEXT NOT NULL,
    old_passwords TEXT NOT NULL,
    must_change   BOOLEAN NOT NULL,
    totp_secret   TEXT NOT NULL,
    totp_step     INTEGER NOT NULL,
    subject       TEXT,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX users_name ON users (name);
CREATE UNIQUE INDEX users_subject ON users (subject);

CREATE TABLE sessions (
    hash    TEXT NOT NULL,
    user_id TEXT NOT NULL,
    made_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    address TEXT NOT NULL,
    agent   TEXT NOT NULL,
    PRIMARY KEY (hash)
);
CREATE INDEX sessions_user ON sessions (user_id);

-- Failures are counted by account and by address, for all replicas together.
CREATE TABLE sign_in_tries (
    name         TEXT NOT NULL,
    failures     INTEGER NOT NULL,
    first_at     TEXT NOT NULL,
    locked_until TEXT,
    PRIMARY KEY (name)
);

CREATE TABLE secret_links (
    hash    TEXT NOT NULL,
    user_id TEXT NOT NULL,
    note    TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    used_at TEXT,
    PRIMARY KEY (hash)
);

CREATE TABLE api_tokens (
    id         TEXT NOT NULL,
    hash       TEXT NOT NULL,
    user_id    TEXT NOT NULL,
    name       TEXT NOT NULL,
    scopes     TEXT NOT NULL,
    made_at    TEXT NOT NULL,
    ends_at    TEXT NOT NULL,
    used_at    TEXT,
    revoked_at TEXT,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX api_tokens_hash ON api_tokens (hash);
CREATE INDEX api_tokens_user ON api_tokens (user_id);
