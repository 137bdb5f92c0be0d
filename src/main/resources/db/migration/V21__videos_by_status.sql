CREATE INDEX IF NOT EXISTS videos_by_status ON videos (upload_status, created_at DESC, id DESC);
