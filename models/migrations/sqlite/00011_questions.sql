-- +goose Up
-- What a plan's workbook does not settle, and what a person said of it; a question is never deleted. What was said by
-- hand without being asked is a row too.
CREATE TABLE plan_questions (
    plan_key      TEXT NOT NULL,
    n             INTEGER NOT NULL,
    identity      TEXT NOT NULL,
    code          TEXT NOT NULL,
    indicators    TEXT NOT NULL,
    body          TEXT NOT NULL,
    asked         BOOLEAN NOT NULL,
    by_hand       BOOLEAN NOT NULL,
    answer        TEXT NOT NULL,
    reason        TEXT NOT NULL,
    version       INTEGER NOT NULL,
    plan_revision INTEGER NOT NULL,
    made_at       TEXT NOT NULL,
    answered_by   TEXT NOT NULL,
    answered_at   TEXT,
    PRIMARY KEY (plan_key, n)
);
CREATE UNIQUE INDEX plan_questions_identity ON plan_questions (plan_key, identity);

-- A department that was merged into another: its name is one more name of that one.
ALTER TABLE departments ADD COLUMN merged_into TEXT NOT NULL DEFAULT '';
