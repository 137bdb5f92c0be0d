CREATE TABLE IF NOT EXISTS transcodes (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    video_id UUID NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
    file_path TEXT,
    file_cid TEXT,
    format TEXT NOT NULL,
    resolution TEXT NOT NULL,
    storage_type TEXT NOT NULL DEFAULT 's3',
    type TEXT NOT NULL DEFAULT 'transcode',
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(),

    width INT NOT NULL,
    height INT NOT NULL,
    size BIGINT NOT NULL,

    UNIQUE (video_id, format, resolution),
    CHECK (format IN ('mp4', 'hls'))
);
