CREATE INDEX IF NOT EXISTS videos_publishing ON videos (id) WHERE visibility = 'publishing';
