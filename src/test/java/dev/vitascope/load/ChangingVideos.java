package dev.vitascope.load;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.bus.Bus;
import dev.vitascope.db.Database;
import dev.vitascope.video.Stage;
import dev.vitascope.video.VideoEvent.TranscodeProgressed;
import dev.vitascope.video.VideoId;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Videos at work, each of which makes progress four times a second: the row first, then the event,
 * as a worker's heartbeat does. Remembers when each version was published.
 */
final class ChangingVideos {

  private static final int GROUPS = 10;
  private static final long PACE_MILLIS = 250;

  private static final String INSERT =
      """
      INSERT INTO videos (id, filename, part_size, part_count, upload_status, stage, version)
      SELECT id, 'fan-out', 1, 1, 'transcoding', 'encoding', 1 FROM unnest($1::UUID[]) AS made (id)
      """;

  private static final String PROGRESS =
      """
      UPDATE videos SET percent = CASE WHEN percent > 99 THEN 0 ELSE percent + 0.1 END, version = version + 1,
        updated_at = now()
      WHERE id = ANY ($1) RETURNING id, version
      """;

  private final Vertx vertx;
  private final Database database;
  private final Bus bus;
  private final List<VideoId> videos;
  private final Map<VideoId, Map<Long, Long>> published = new ConcurrentHashMap<>();
  private long timer;
  private int turn;

  private ChangingVideos(Vertx vertx, Database database, Bus bus, List<VideoId> videos) {
    this.vertx = vertx;
    this.database = database;
    this.bus = bus;
    this.videos = videos;
    videos.forEach(video -> published.put(video, new ConcurrentHashMap<>()));
  }

  static ChangingVideos create(Vertx vertx, Database database, Bus bus, int count) {
    var videos = Stream.generate(VideoId::random).limit(count).toList();
    await(database.run(INSERT, (Object) ids(videos)));
    return new ChangingVideos(vertx, database, bus, videos);
  }

  VideoId get(int index) {
    return videos.get(index % videos.size());
  }

  void start() {
    timer = vertx.setPeriodic(PACE_MILLIS / GROUPS, tick -> change(turn++ % GROUPS));
  }

  void stop() {
    vertx.cancelTimer(timer);
  }

  /** When a version was published; null for the one before the first change. */
  Long publishedAt(VideoId video, long version) {
    return published.get(video).get(version);
  }

  private void change(int group) {
    int size = videos.size() / GROUPS;
    var changing = videos.subList(group * size, (group + 1) * size);
    database
        .run(PROGRESS, (Object) ids(changing))
        .onSuccess(
            rows ->
                rows.forEach(
                    row -> publish(new VideoId(row.getUUID("id")), row.getLong("version"))));
  }

  private void publish(VideoId video, long version) {
    published.get(video).put(version, System.nanoTime());
    bus.publish(new TranscodeProgressed(video, version, 1, Stage.ENCODING));
  }

  private static UUID[] ids(List<VideoId> videos) {
    return videos.stream().map(VideoId::value).toArray(UUID[]::new);
  }
}
