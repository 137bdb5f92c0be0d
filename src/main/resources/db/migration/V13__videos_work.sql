-- How the work at hand goes: the encode's speed, and how much of the copy has gone to IPFS.
ALTER TABLE videos
    ADD COLUMN IF NOT EXISTS speed DOUBLE PRECISION,
    ADD COLUMN IF NOT EXISTS ipfs_sent BIGINT,
    ADD COLUMN IF NOT EXISTS ipfs_total BIGINT;
