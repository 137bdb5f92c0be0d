CREATE INDEX IF NOT EXISTS videos_by_client ON videos (client) WHERE client IS NOT NULL;
