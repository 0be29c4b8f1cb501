-- +goose Up
-- Further departments that a reporter's account reports for, as JSON; none for who reports for one.
ALTER TABLE users ADD COLUMN also_departments MEDIUMTEXT;
