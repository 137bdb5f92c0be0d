CREATE INDEX IF NOT EXISTS outbox_unpublished ON outbox (not_before) WHERE published_at IS NULL;
