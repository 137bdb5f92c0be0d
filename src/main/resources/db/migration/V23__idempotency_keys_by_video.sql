CREATE INDEX IF NOT EXISTS idempotency_keys_by_video ON idempotency_keys (video_id);
