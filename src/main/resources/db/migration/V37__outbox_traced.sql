-- The trace (W3C traceparent) that a message takes along.
ALTER TABLE outbox ADD COLUMN IF NOT EXISTS traceparent TEXT;
