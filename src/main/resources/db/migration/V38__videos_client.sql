-- Who opened the upload, an address: only while it is open.
ALTER TABLE videos ADD COLUMN IF NOT EXISTS client TEXT;
