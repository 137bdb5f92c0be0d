CREATE INDEX IF NOT EXISTS copy_checks_failed ON copy_checks (video_id) WHERE proof = 'failed';
