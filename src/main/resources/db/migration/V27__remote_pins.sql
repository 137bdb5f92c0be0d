-- Copies that others keep for us: one for each video and service, until it is let go after the video.
CREATE TABLE IF NOT EXISTS remote_pins (
    video_id UUID NOT NULL,
    service TEXT NOT NULL,
    cid TEXT NOT NULL,
    request_id TEXT,
    status TEXT NOT NULL DEFAULT 'queued',
    attempts INT NOT NULL DEFAULT 0,
    failure TEXT,
    not_before TIMESTAMPTZ NOT NULL DEFAULT now(),
    updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),

    PRIMARY KEY (video_id, service),
    CHECK (status IN ('queued', 'pinning', 'pinned', 'failed'))
);
