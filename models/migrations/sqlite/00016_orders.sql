-- +goose Up
-- Orders (督办单). What one stands at follows from its acts; the row says what it was opened with, counts the acts, and holds the
-- place of its indicator (standing) until it is closed, so that one row is followed by one order at a time.
CREATE TABLE orders (
    n            INTEGER NOT NULL,
    basis        TEXT NOT NULL,
    rules        TEXT NOT NULL,
    plan_key     TEXT NOT NULL,
    period       TEXT NOT NULL,
    edition      INTEGER NOT NULL,
    indicator_id TEXT NOT NULL,
    subject      TEXT NOT NULL,
    light        TEXT NOT NULL,
    sentence     TEXT NOT NULL,
    source       TEXT NOT NULL,
    source_date  TEXT NOT NULL,
    asks         TEXT NOT NULL,
    why          TEXT NOT NULL,
    department   TEXT NOT NULL,
    supports     TEXT NOT NULL,
    standing     TEXT NOT NULL,
    closed       BOOLEAN NOT NULL,
    version      INTEGER NOT NULL,
    turned_period  TEXT NOT NULL,
    turned_edition INTEGER NOT NULL,
    turned_light   TEXT NOT NULL,
    PRIMARY KEY (n)
);
CREATE UNIQUE INDEX orders_standing ON orders (standing);
CREATE INDEX orders_plan ON orders (plan_key, closed);

CREATE TABLE order_acts (
    n       INTEGER NOT NULL,
    version INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    said    TEXT NOT NULL,
    cause   TEXT NOT NULL,
    measure TEXT NOT NULL,
    due     TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (n, version)
);

-- Numbers the orders of the site; its row is taken first by whoever opens some.
CREATE TABLE order_counters (
    id     INTEGER NOT NULL,
    last_n INTEGER NOT NULL,
    PRIMARY KEY (id)
);
INSERT INTO order_counters (id, last_n) VALUES (1, 0);
