CREATE INDEX IF NOT EXISTS videos_originals_kept ON videos (id)
    WHERE original IN ('stored', 'leaving') AND NOT keep_original;
