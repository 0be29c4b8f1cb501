-- +goose Up
-- What the office says of a round (季点评), of a department in it or of all (''): every version stays. Rounds of all kinds need no wider
-- column here.
CREATE TABLE round_comments (
    plan_key   TEXT NOT NULL,
    period     TEXT NOT NULL,
    department TEXT NOT NULL,
    version    INTEGER NOT NULL,
    body       TEXT NOT NULL,
    made_by    TEXT NOT NULL,
    made_at    TEXT NOT NULL,
    PRIMARY KEY (plan_key, period, department, version)
);
