package dev.vitascope.pinning;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.db.Database;
import dev.vitascope.objectstore.FakeObjectStore;
import dev.vitascope.objectstore.ObjectStore.Caching;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.Representation;
import dev.vitascope.video.VideoId;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A video of one rendition as the transcode stage leaves it, in database and storage. */
record TranscodedVideo(Database database, FakeObjectStore store, VideoId id) {

  /** Of all files of an attempt, in bytes. */
  static final long SIZE = 200 + 700_000 + 900 + 300 + 2 * 300_000;

  private static final List<String> SEGMENTS = List.of("720p/00000.m4s", "720p/00001.m4s");

  static TranscodedVideo create(Database database, FakeObjectStore store) {
    var video = new TranscodedVideo(database, store, VideoId.random());
    await(
        database.run(
            "INSERT INTO videos (id, filename, part_size, part_count, upload_status, stage, timings)"
                + " VALUES ($1, 'clip.mp4', 1, 1, 'completed', 'pinning', '{\"encoding\": 3}')",
            video.id.value()));
    return video;
  }

  /** Stores the files of an attempt, points the video at them and names each in a row. */
  String publish(int attempt) {
    var prefix = id + "/" + attempt;
    put(prefix, "master.m3u8", 200);
    put(prefix, "720p.mp4", 700_000);
    put(prefix, "720p/init.mp4", 900);
    put(prefix, "720p/playlist.m3u8", 300);
    SEGMENTS.forEach(segment -> put(prefix, segment, 300_000));
    await(database.run("DELETE FROM transcodes WHERE video_id = $1", id.value()));
    insert("mp4", prefix + "/720p.mp4");
    var hls = insert("hls", prefix + "/720p/playlist.m3u8").getUUID("id");
    for (int i = 0; i < SEGMENTS.size(); i++) {
      await(
          database.run(
              "INSERT INTO transcode_segments (transcode_id, file_path, sequence, duration)"
                  + " VALUES ($1, $2, $3, 10)",
              hls,
              prefix + "/" + SEGMENTS.get(i),
              (long) i));
    }
    await(
        database.run("UPDATE videos SET published_prefix = $2 WHERE id = $1", id.value(), prefix));
    return prefix;
  }

  Row row() {
    return await(database.run("SELECT * FROM videos WHERE id = $1", id.value())).iterator().next();
  }

  /** What each row says of its file: {@code PATH CID}. */
  List<String> recorded() {
    var recorded = new ArrayList<String>();
    var rows =
        await(
            database.run(
                "SELECT file_path, file_cid FROM transcodes WHERE video_id = $1"
                    + " UNION ALL SELECT s.file_path, s.file_cid FROM transcode_segments s"
                    + " JOIN transcodes t ON t.id = s.transcode_id WHERE t.video_id = $1"
                    + " ORDER BY file_path",
                id.value()));
    rows.forEach(row -> recorded.add(row.getString(0) + " " + row.getString(1)));
    return recorded;
  }

  /** The types of the events told of it, in order. */
  List<String> events() {
    var events = new ArrayList<String>();
    await(
            database.run(
                "SELECT body::JSONB ->> 'type' FROM outbox WHERE key = $1"
                    + " AND topic = 'video-status-updates' ORDER BY (body::JSONB ->> 'version')::INT8",
                id.toString()))
        .forEach(row -> events.add(row.getString(0)));
    return events;
  }

  String task() {
    return await(database.run("SELECT state FROM tasks WHERE video_id = $1", id.value()))
        .iterator()
        .next()
        .getString(0);
  }

  void delete() {
    await(database.run("DELETE FROM videos WHERE id = $1", id.value()));
  }

  private Row insert(String format, String path) {
    return await(
            database.run(
                "INSERT INTO transcodes"
                    + " (video_id, file_path, format, resolution, width, height, size)"
                    + " VALUES ($1, $2, $3, '720p', 1280, 720, 1) RETURNING id",
                id.value(),
                path,
                format))
        .iterator()
        .next();
  }

  private void put(String prefix, String name, int size) {
    var bytes = new byte[size];
    new Random((prefix + name).hashCode()).nextBytes(bytes);
    await(
        store.put(
            ObjectKey.media(prefix + "/" + name),
            Buffer.buffer(bytes),
            new Representation("application/octet-stream", Caching.IMMUTABLE)));
  }
}
