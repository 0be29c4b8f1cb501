-- +goose Up
-- What a plan's workbook does not settle, and what a person said of it; a question is never deleted. What was said by
-- hand without being asked is a row too.
CREATE TABLE plan_questions (
    plan_key      VARCHAR(64) NOT NULL,
    n             INT NOT NULL,
    identity      CHAR(64) NOT NULL,
    code          VARCHAR(16) NOT NULL,
    indicators    MEDIUMTEXT NOT NULL,
    body          MEDIUMTEXT NOT NULL,
    asked         BOOLEAN NOT NULL,
    by_hand       BOOLEAN NOT NULL,
    answer        TEXT NOT NULL,
    reason        TEXT NOT NULL,
    version       INT NOT NULL,
    plan_revision INT NOT NULL,
    made_at       DATETIME(6) NOT NULL,
    answered_by   VARCHAR(100) NOT NULL,
    answered_at   DATETIME(6),
    PRIMARY KEY (plan_key, n),
    UNIQUE KEY plan_questions_identity (plan_key, identity)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- A department that was merged into another: its name is one more name of that one.
ALTER TABLE departments ADD COLUMN merged_into VARCHAR(100) NOT NULL DEFAULT '';
