CREATE INDEX IF NOT EXISTS remote_pins_requests ON remote_pins (service, request_id);
