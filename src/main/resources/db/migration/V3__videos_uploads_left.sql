CREATE INDEX IF NOT EXISTS videos_uploads_left ON videos (updated_at) WHERE upload_status = 'pending';
