package dev.vitascope.media;

import static dev.vitascope.bus.Waiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.bus.ClaimedJobs;
import dev.vitascope.bus.JobKind;
import dev.vitascope.bus.Lease;
import dev.vitascope.bus.Outbox;
import dev.vitascope.bus.Tasks;
import dev.vitascope.db.Database;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TranscodeRecordsTest {

  private static final Probe PROBE = TestProbes.full().with(List.of("Only half of it."));

  private final Vertx vertx = Vertx.vertx();
  private final Database database = Database.open(vertx, EmbeddedServices.database());
  private final Outbox outbox = new Outbox();
  private final Tasks tasks = new Tasks(outbox, Duration.ofMinutes(1));
  private final ClaimedJobs jobs = new ClaimedJobs(database, tasks);
  private final TranscodeRecords records = new TranscodeRecords(database, tasks, outbox);

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void keepsTheWarningsOfAProbe() {
    var lease = claimed();
    await(records.probed(lease, "00", TestProbes.full()));
    await(records.warned(lease, PROBE));
    assertEquals(List.of("Only half of it."), warnings(lease));
  }

  @Test
  void takesNoWarningsFromALostAttempt() {
    var lease = claimed();
    await(records.probed(lease, "00", TestProbes.full()));
    var late =
        new Lease(
            lease.taskId(),
            lease.videoId(),
            lease.kind(),
            0,
            lease.maxAttempts(),
            TraceParent.NONE);
    var refusal = assertThrows(VideoException.class, () -> await(records.warned(late, PROBE)));
    assertEquals(Failure.LEASE_LOST, refusal.failure());
    assertEquals(List.of(), warnings(lease));
  }

  private Lease claimed() {
    var video = VideoId.random();
    await(
        database.run(
            "INSERT INTO videos (id, filename, part_size, part_count) VALUES ($1, 'clip.mp4', 1, 1)",
            video.value()));
    return jobs.claim(JobKind.TRANSCODE, video).lease();
  }

  private List<?> warnings(Lease lease) {
    var rows =
        await(database.run("SELECT probe FROM videos WHERE id = $1", lease.videoId().value()));
    return rows.iterator().next().getJsonObject("probe").getJsonArray("warnings").getList();
  }
}
