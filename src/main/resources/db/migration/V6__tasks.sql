-- A job to be done for a video. The row decides who does it; a message only says to look here.
CREATE TABLE IF NOT EXISTS tasks (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    video_id UUID NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued',
    attempt INT NOT NULL DEFAULT 0,
    max_attempts INT NOT NULL,
    worker TEXT,
    lease_until TIMESTAMPTZ,
    not_before TIMESTAMPTZ NOT NULL DEFAULT now(),
    announced_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    failure TEXT,
    reason TEXT,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),

    UNIQUE (video_id, kind),
    CHECK (kind IN ('transcode', 'pin')),
    CHECK (state IN ('queued', 'running', 'done', 'failed'))
);
