package dev.vitascope.retention;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.db.Database;
import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.objectstore.ObjectStore.Caching;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.Representation;
import dev.vitascope.video.VideoId;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** A video of one rendition, with its original, as the stages leave it. */
record CompletedVideo(Database database, ObjectStore store, VideoId id) {

  static CompletedVideo create(Database database, ObjectStore store, int daysAgo) {
    var video = new CompletedVideo(database, store, VideoId.random());
    video.put(video.original(), "the original");
    video.put(ObjectKey.media(video.id + "/2/master.m3u8"), "#EXTM3U\n");
    video.put(ObjectKey.media(video.id + "/2/360p.mp4"), "film");
    video.put(ObjectKey.media(video.id + "/1/360p.mp4"), "an attempt that failed");
    await(
        database.run(
            "INSERT INTO videos (id, filename, file_path, file_size, part_size, part_count,"
                + " upload_id, upload_token, upload_status, published_prefix, uploaded_at,"
                + " completed_at) VALUES ($1, 'clip.mp4', $2, 12, 1, 1, 'u', 't', 'completed',"
                + " $3, now(), now() - $4::FLOAT8 * INTERVAL '1 day')",
            video.id.value(),
            video.original().key(),
            video.id + "/2",
            (double) daysAgo));
    await(
        database.run(
            "INSERT INTO transcodes (video_id, file_path, format, resolution, width, height, size)"
                + " VALUES ($1, $2, 'mp4', '360p', 640, 360, 4)",
            video.id.value(),
            video.id + "/2/360p.mp4"));
    return video;
  }

  ObjectKey original() {
    return ObjectKey.original(id + "/original");
  }

  CompletedVideo set(String assignments) {
    await(database.run("UPDATE videos SET " + assignments + " WHERE id = $1", id.value()));
    return this;
  }

  /** What the row says of its original. */
  String state() {
    return await(database.run("SELECT original FROM videos WHERE id = $1", id.value()))
        .iterator()
        .next()
        .getString(0);
  }

  boolean hasOriginal() {
    return await(store.head(original())).isPresent();
  }

  List<String> media() {
    return await(store.list(Bucket.MEDIA, id + "/")).stream()
        .map(key -> key.substring(id.toString().length() + 1))
        .toList();
  }

  /** What was recorded of it: {@code ACTION REASON OBJECTS BYTES}. */
  List<String> records() {
    return await(
            database.run(
                "SELECT action || ' ' || reason || ' ' || objects::TEXT || ' ' || bytes::TEXT"
                    + " FROM retention_records WHERE video_id = $1 ORDER BY done_at",
                id.value()))
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private void put(ObjectKey key, String content) {
    await(store.put(key, Buffer.buffer(content), new Representation("video/mp4", Caching.NONE)));
  }
}
