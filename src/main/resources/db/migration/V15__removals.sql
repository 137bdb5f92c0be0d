-- Videos that were deleted, until nothing of theirs is left at the storage or on IPFS.
CREATE TABLE IF NOT EXISTS removals (
    video_id UUID PRIMARY KEY,
    file_path TEXT NOT NULL,
    upload_id TEXT NOT NULL,
    upload_token TEXT NOT NULL,
    ipfs_cid TEXT,
    deleted_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    not_before TIMESTAMPTZ NOT NULL DEFAULT now()
);
