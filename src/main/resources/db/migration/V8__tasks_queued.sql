CREATE INDEX IF NOT EXISTS tasks_queued ON tasks (kind, created_at) WHERE state = 'queued';
