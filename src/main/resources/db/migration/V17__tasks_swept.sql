-- Up to which attempt the storage has been looked over for what attempts leave behind.
ALTER TABLE tasks ADD COLUMN IF NOT EXISTS swept_attempt INT NOT NULL DEFAULT 0;
