-- Whether a copy that our node has pinned is still kept, and can be read elsewhere; proof is null where none is asked for.
CREATE TABLE IF NOT EXISTS copy_checks (
    video_id UUID PRIMARY KEY REFERENCES videos (id) ON DELETE CASCADE,
    cid TEXT NOT NULL,
    proof TEXT,
    failure TEXT,
    reason TEXT,
    seconds FLOAT8,
    proven_at TIMESTAMPTZ,
    attempts INT NOT NULL DEFAULT 0,
    not_before TIMESTAMPTZ NOT NULL DEFAULT now(),
    updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),

    CHECK (proof IN ('waiting', 'proven', 'failed'))
);
