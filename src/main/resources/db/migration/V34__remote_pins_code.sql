-- What went wrong, as clients are told; failure has it as operators are.
ALTER TABLE remote_pins ADD COLUMN IF NOT EXISTS error_code TEXT;
