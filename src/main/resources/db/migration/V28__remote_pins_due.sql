CREATE INDEX IF NOT EXISTS remote_pins_due ON remote_pins (not_before);
