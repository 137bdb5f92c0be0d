CREATE INDEX IF NOT EXISTS outbox_numbered ON outbox (sequence) WHERE published_at IS NULL AND sequence IS NOT NULL;
