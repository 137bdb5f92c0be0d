-- Where the original is: stored, on its way out, in the archive, or gone.
ALTER TABLE videos ADD COLUMN IF NOT EXISTS original TEXT NOT NULL DEFAULT 'stored'
    CHECK (original IN ('stored', 'leaving', 'archived', 'deleted'));
