-- What retention has taken away or brought back, and why. Outlives the video.
CREATE TABLE IF NOT EXISTS retention_records (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    video_id UUID NOT NULL,
    action TEXT NOT NULL,
    reason TEXT NOT NULL,
    objects INT NOT NULL,
    bytes BIGINT NOT NULL,
    done_at TIMESTAMPTZ NOT NULL DEFAULT now(),

    CHECK (action IN ('archived', 'deleted', 'brought_back'))
);
