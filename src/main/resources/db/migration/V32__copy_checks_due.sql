CREATE INDEX IF NOT EXISTS copy_checks_due ON copy_checks (not_before);
