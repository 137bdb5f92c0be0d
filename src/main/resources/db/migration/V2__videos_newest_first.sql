CREATE INDEX IF NOT EXISTS videos_newest_first ON videos (created_at DESC, id DESC);
