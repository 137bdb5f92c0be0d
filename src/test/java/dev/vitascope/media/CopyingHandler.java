package dev.vitascope.media;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.bus.Job;
import dev.vitascope.bus.JobHandler;
import dev.vitascope.bus.JobKind;
import dev.vitascope.bus.Lease;
import dev.vitascope.db.Sql;
import dev.vitascope.video.Resolution;
import dev.vitascope.video.Stage;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Tells the database all that a transcode does, and makes nothing. */
record CopyingHandler(TranscodeRecords records) implements JobHandler {

  private static final TranscodeProgress DONE =
      new TranscodeProgress(Stage.STORING, 100, OptionalLong.empty(), 0, List.of());

  @Override
  public JobKind kind() {
    return JobKind.TRANSCODE;
  }

  @Override
  public void run(Job job) {
    var lease = job.lease();
    var prefix = lease.videoId() + "/1";
    await(records.start(lease, 10));
    await(records.playable(lease, prefix));
    await(records.complete(lease, new Published(prefix, rungs(prefix), 0), DONE, Map.of()));
  }

  @Override
  public Future<Boolean> heartbeat(Job job) {
    return records.renew(job.lease());
  }

  @Override
  public Future<Void> postponed(Sql transaction, Lease lease, VideoException why, Duration wait) {
    return records.postponed(transaction, lease, why, wait);
  }

  @Override
  public Future<Void> failed(Sql transaction, Lease lease, VideoException why) {
    return records.failed(transaction, lease, why);
  }

  private static List<Published.Rung> rungs(String prefix) {
    return Stream.of(480, 720, 1080)
        .map(
            height -> {
              var path = prefix + "/" + height;
              var segment = new Published.Segment(path + "/0.m4s", 0, BigDecimal.TEN, 1);
              return new Published.Rung(
                  new Resolution(height), 1, height, path, 1, path, 1, List.of(segment));
            })
        .toList();
  }
}
