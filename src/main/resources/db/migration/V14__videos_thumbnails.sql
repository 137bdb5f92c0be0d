-- How many thumbnails lie beside the renditions; with any there is a poster too.
ALTER TABLE videos ADD COLUMN IF NOT EXISTS thumbnails INT NOT NULL DEFAULT 0;
