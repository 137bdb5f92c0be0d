-- The trace (W3C traceparent) of the call or job by which a task was queued last.
ALTER TABLE tasks ADD COLUMN IF NOT EXISTS traceparent TEXT;
