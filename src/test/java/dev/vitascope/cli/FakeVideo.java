package dev.vitascope.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;

/** A video as {@link FakeServer} knows it: its parts, and what is said of it poll by poll. */
final class FakeVideo {

  final UUID id = UUID.randomUUID();
  final String filename;
  final String title;
  final long size;
  final long partSize;
  final Map<Integer, byte[]> parts = new ConcurrentSkipListMap<>();
  final Instant createdAt = Instant.now();
  private final Deque<JsonObject> ahead = new ArrayDeque<>();
  private JsonObject now;
  private long version;
  private boolean complete;

  FakeVideo(JsonObject request, long partSize) {
    this.filename = request.getString("filename");
    this.title = request.getString("title", filename);
    this.size = request.getLong("size");
    this.partSize = partSize;
    say("Uploading", "receiving", 0, false, "queued");
    next();
  }

  /** What the next poll but those said before will show. */
  FakeVideo say(String status, String stage, double percent, boolean playable, String ipfs) {
    var copy = new JsonObject().put("status", ipfs);
    if (ipfs.equals("pinned")) {
      copy.put("cid", "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi");
    }
    ahead.add(
        new JsonObject()
            .put("video_id", id.toString())
            .put("status", status)
            .put("stage", stage)
            .put("percent", percent)
            .put("playable", playable)
            .put("renditions", new JsonArray())
            .put("ipfs", copy)
            .put("version", ++version)
            .put("updated_at", Instant.now().toString()));
    return this;
  }

  FakeVideo failWith(String code, String message) {
    say("Failed", "probing", 30, false, "off");
    var why = new JsonObject().put("code", code).put("message", message).put("retriable", false);
    ahead.getLast().put("error", why);
    return this;
  }

  synchronized JsonObject next() {
    now = ahead.isEmpty() ? now : ahead.poll();
    return now;
  }

  synchronized JsonObject now() {
    return now;
  }

  boolean complete() {
    return complete;
  }

  void completed() {
    complete = true;
  }

  int partCount() {
    return (int) Math.ceilDiv(size, partSize);
  }

  long sizeOf(int number) {
    return Math.min(partSize, size - (number - 1) * partSize);
  }

  byte[] content() {
    var whole = new ByteArrayOutputStream();
    parts.values().forEach(whole::writeBytes);
    return whole.toByteArray();
  }

  JsonObject facts() {
    var facts = now.copy();
    facts.put("title", title).put("filename", filename).put("file_size", size);
    facts.put("created_at", createdAt.toString());
    if (now.getJsonObject("ipfs").containsKey("cid")) {
      facts.put("ipfs_cid", now.getJsonObject("ipfs").getString("cid"));
    }
    if (now.getString("status").equals("Completed")) {
      var mp4 = new JsonObject().put("resolution", "720p").put("url", "http://cdn.test/720p.mp4");
      facts.put(
          "playback",
          new JsonObject()
              .put("hls_url", "http://cdn.test/master.m3u8")
              .put("mp4", new JsonArray().add(mp4)));
    }
    return facts;
  }
}
