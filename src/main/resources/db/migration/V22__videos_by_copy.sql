CREATE INDEX IF NOT EXISTS videos_by_copy ON videos (ipfs_cid) WHERE ipfs_cid IS NOT NULL;
