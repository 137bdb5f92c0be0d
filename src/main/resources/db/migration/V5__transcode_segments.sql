CREATE TABLE IF NOT EXISTS transcode_segments (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    transcode_id UUID NOT NULL REFERENCES transcodes (id) ON DELETE CASCADE,
    file_path TEXT,
    file_cid TEXT,
    storage_type TEXT NOT NULL DEFAULT 's3',
    sequence BIGINT NOT NULL,
    duration DECIMAL NOT NULL,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(),

    UNIQUE (transcode_id, sequence)
);
