-- +goose Up
-- Orders (督办单). What one stands at follows from its acts; the row says what it was opened with, counts the acts, and holds the
-- place of its indicator (standing) until it is closed, so that one row is followed by one order at a time.
CREATE TABLE orders (
    n            INT NOT NULL,
    basis        VARCHAR(16) NOT NULL,
    rules        VARCHAR(100) NOT NULL,
    plan_key     VARCHAR(64) NOT NULL,
    period       VARCHAR(10) NOT NULL,
    edition      INT NOT NULL,
    indicator_id VARCHAR(64) NOT NULL,
    subject      TEXT NOT NULL,
    light        VARCHAR(8) NOT NULL,
    sentence     TEXT NOT NULL,
    source       TEXT NOT NULL,
    source_date  VARCHAR(10) NOT NULL,
    asks         TEXT NOT NULL,
    why          TEXT NOT NULL,
    department   VARCHAR(100) NOT NULL,
    supports     TEXT NOT NULL,
    standing     VARCHAR(200) NOT NULL,
    closed       BOOLEAN NOT NULL,
    version      INT NOT NULL,
    turned_period  VARCHAR(10) NOT NULL,
    turned_edition INT NOT NULL,
    turned_light   VARCHAR(8) NOT NULL,
    PRIMARY KEY (n)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
CREATE UNIQUE INDEX orders_standing ON orders (standing);
CREATE INDEX orders_plan ON orders (plan_key, closed);

CREATE TABLE order_acts (
    n       INT NOT NULL,
    version INT NOT NULL,
    kind    VARCHAR(16) NOT NULL,
    said    TEXT NOT NULL,
    cause   TEXT NOT NULL,
    measure TEXT NOT NULL,
    due     VARCHAR(10) NOT NULL,
    made_by VARCHAR(100) NOT NULL,
    made_at DATETIME(6) NOT NULL,
    PRIMARY KEY (n, version)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Numbers the orders of the site; its row is taken first by whoever opens some.
CREATE TABLE order_counters (
    id     INT NOT NULL,
    last_n INT NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
INSERT INTO order_counters (id, last_n) VALUES (1, 0);
