CREATE INDEX IF NOT EXISTS tasks_unswept ON tasks (updated_at)
    WHERE kind = 'transcode' AND state IN ('done', 'failed') AND swept_attempt < attempt;
