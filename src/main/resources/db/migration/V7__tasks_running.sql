CREATE INDEX IF NOT EXISTS tasks_running ON tasks (lease_until) WHERE state = 'running';
