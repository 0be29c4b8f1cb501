-- +goose Up
-- The mobile number of a person, by which a group's robot names them; '' for none.
ALTER TABLE users ADD COLUMN mobile VARCHAR(16) NOT NULL DEFAULT '';
-- The last message to each channel is asked for by the page of channels.
CREATE INDEX outbox_channel ON outbox (channel_id, made_at);
-- What the administrator sets of the site, one row a revision.
CREATE TABLE site_settings (
    revision INT NOT NULL,
    body     MEDIUMTEXT NOT NULL,
    made_by  VARCHAR(100) NOT NULL,
    made_at  DATETIME(6) NOT NULL,
    PRIMARY KEY (revision)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
