package dev.vitascope.status;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.db.Database;
import dev.vitascope.video.VideoId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** A video's rows as the stages leave them. */
record StoredVideo(Database database, VideoId id) {

  static StoredVideo create(Database database) {
    return create(database, Instant.now());
  }

  static StoredVideo create(Database database, Instant createdAt) {
    var video = new StoredVideo(database, VideoId.random());
    video.run(
        "INSERT INTO videos (id, filename, part_size, part_count, created_at)"
            + " VALUES ($1, 'clip.mp4', 1, 1, $2)",
        createdAt.atOffset(ZoneOffset.UTC));
    return video;
  }

  /** Changes columns and returns the new version. */
  long set(String assignments) {
    return await(
            database.run(
                "UPDATE videos SET "
                    + assignments
                    + ", version = version + 1, updated_at = now() WHERE id = $1"
                    + " RETURNING version",
                id.value()))
        .iterator()
        .next()
        .getLong("version");
  }

  void queue(Instant at) {
    set("upload_status = 'transcoding', stage = 'queued'");
    run(
        "INSERT INTO tasks (video_id, kind, max_attempts, created_at)"
            + " VALUES ($1, 'transcode', 3, $2)",
        at.atOffset(ZoneOffset.UTC));
  }

  UUID transcode(String format, String path) {
    return await(
            database.run(
                "INSERT INTO transcodes"
                    + " (video_id, file_path, format, resolution, width, height, size)"
                    + " VALUES ($1, $2, $3, '720p', 1280, 720, 7) RETURNING id",
                id.value(),
                path,
                format))
        .iterator()
        .next()
        .getUUID("id");
  }

  void segment(UUID transcode, long sequence, String path) {
    await(
        database.run(
            "INSERT INTO transcode_segments (transcode_id, sequence, duration, file_path)"
                + " VALUES ($1, $2, 9.5, $3)",
            transcode,
            sequence,
            path));
  }

  void delete() {
    run("DELETE FROM videos WHERE id = $1");
  }

  /** With its id as the first argument. */
  void run(String statement, Object... more) {
    var arguments = new Object[1 + more.length];
    arguments[0] = id.value();
    System.arraycopy(more, 0, arguments, 1, more.length);
    await(database.run(statement, arguments));
  }
}
