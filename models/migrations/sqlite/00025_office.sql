-- +goose Up
-- The mobile number of a person, by which a group's robot names them; '' for none.
ALTER TABLE users ADD COLUMN mobile TEXT NOT NULL DEFAULT '';
-- The last message to each channel is asked for by the page of channels.
CREATE INDEX outbox_channel ON outbox (channel_id, made_at);
-- What the administrator sets of the site, one row a revision.
CREATE TABLE site_settings (
    revision INTEGER NOT NULL,
    body     TEXT NOT NULL,
    made_by  TEXT NOT NULL,
    made_at  TEXT NOT NULL,
    PRIMARY KEY (revision)
);
