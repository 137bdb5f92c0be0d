-- What each client has announced on a day (UTC), where a quota is set; forgotten the day after.
CREATE TABLE IF NOT EXISTS upload_usage (
  day DATE NOT NULL,
  client TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  PRIMARY KEY (day, client)
);
