package dev.vitascope.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.bus.Outbox;
import dev.vitascope.bus.Tasks;
import dev.vitascope.db.Database;
import dev.vitascope.ingest.PartSigner.SignedPart;
import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Uploads opened, their parts signed, and what is said of what arrived. */
class OpeningTest extends IngestFixture {

  @Test
  void anOpenedUploadHasARowAndUrlsOfItsFirstParts() throws Exception {
    var opened = opened(200L << 20);
    assertEquals(13, opened.upload().plan().count());
    assertEquals(
        IntStream.rangeClosed(1, 10).boxed().toList(),
        opened.parts().stream().map(SignedPart::number).toList());
    var hour = Duration.between(Instant.now(), opened.expiresAt());
    assertTrue(hour.compareTo(Duration.ofHours(1)) <= 0 && hour.toMinutes() >= 58, hour.toString());
    var row = row(opened.upload().video());
    assertEquals("pending", row.getString("upload_status"));
    assertEquals("receiving", row.getString("stage"));
    assertEquals(200L << 20, row.getLong("file_size"));
    assertEquals(opened.upload().upload().key().key(), row.getString("file_path"));
    assertEquals(List.of("upload_opened"), told(opened.upload().video()));
  }

  @Test
  void whatCannotBeAVideoOpensNothing() {
    var failure =
        assertThrows(
            VideoException.class,
            () -> uploads.open(CLIENT, file((10L << 30) + 1), Optional.empty()));
    assertEquals(Failure.FILE_TOO_LARGE, failure.failure());
  }

  @Test
  void anUploadIsNotAbortedWhileNobodyKnowsWhetherItsRowIsThere() throws Exception {
    var going = Database.open(vertx, EmbeddedServices.database());
    var outbox = new Outbox();
    var unwritten = new UploadRecords(going, new Tasks(outbox, Duration.ofSeconds(30)), outbox);
    var watched = new WatchedStore(store).when("openUpload", going::close);
    var failing = new Uploads(vertx, watched.store(), unwritten, IngestSettings.DEFAULTS);
    assertEquals(
        Failure.DATABASE_UNAVAILABLE,
        failureOf(failing.open(CLIENT, file(10), Optional.empty())).failure());
    assertEquals(List.of("openUpload"), watched.calls());
  }

  @Test
  void partsAreSignedAHundredAtOnceAndNoStrangers() throws Exception {
    var video = opened(2L << 30).upload().video();
    var hundred = IntStream.rangeClosed(20, 119).boxed().toList();
    assertEquals(
        hundred, get(uploads.sign(video, hundred)).stream().map(SignedPart::number).toList());
    for (var numbers :
        List.of(List.of(0), List.of(129), IntStream.range(1, 102).boxed().toList())) {
      assertEquals(Failure.INVALID_REQUEST, failureOf(uploads.sign(video, numbers)).failure());
    }
    assertEquals(
        Failure.VIDEO_NOT_FOUND, failureOf(uploads.sign(VideoId.random(), hundred)).failure());
  }

  @Test
  void whatHasArrivedIsToldAndMovesThePercent() throws Exception {
    var opened = opened(2L * PART);
    var video = opened.upload().video();
    assertEquals(List.of(), get(uploads.received(video)).parts());
    send(opened.parts().getFirst());
    age(video, 1);
    var received = get(uploads.received(video));
    assertEquals(List.of(new Uploads.ReceivedPart(1, PART)), received.parts());
    assertFalse(received.complete());
    assertEquals(12.5, row(video).getDouble("percent"));
    assertEquals(2, row(video).getLong("version"));
    get(uploads.received(video));
    assertEquals(2, row(video).getLong("version"));
    assertEquals(List.of("upload_opened", "upload_progressed"), told(video));
  }

  @Test
  void whoAsksForUrlsIsNotTakenForGone() throws Exception {
    var video = opened(2L * PART).upload().video();
    age(video, 23);
    get(uploads.sign(video, List.of(2)));
    org.awaitility.Awaitility.await().until(() -> row(video).getLong("version") == 2);
    assertEquals(0, row(video).getDouble("percent"));
  }

  @Test
  void whoHasJustBeenNotedIsNotNotedAgain() throws Exception {
    var watched = new WatchedStore(store);
    var asked = new Uploads(vertx, watched.store(), records, IngestSettings.DEFAULTS);
    var video = opened(2L * PART).upload().video();
    get(asked.sign(video, List.of(2)));
    assertEquals(List.of("signPart"), watched.calls());
  }

  @Test
  void aClientHasSoManyUploadsOpenAndNoMore() throws Exception {
    var client = "client of " + VideoId.random();
    var two = new Uploads(vertx, store, records, IngestSettings.DEFAULTS.openAtOnce(2));
    var first = get(two.open(client, file(10), Optional.empty())).upload();
    get(two.open(client, file(10), Optional.empty()));
    assertEquals(
        Failure.TOO_MANY_UPLOADS,
        failureOf(two.open(client, file(10), Optional.empty())).failure());
    get(two.open("another " + client, file(10), Optional.empty()));
    var longAgo = "UPDATE videos SET updated_at = now() - INTERVAL '1000 days' WHERE id = $1";
    get(database.run(longAgo, first.video().value()));
    get(
        new LeftUploads(database, new Outbox())
            .giveUp(Duration.ofDays(999), 1, gone -> Future.succeededFuture(Optional.of(0L))));
    get(two.open(client, file(10), Optional.empty()));
  }

  @Test
  void aClientAnnouncesSoMuchADayAndNoMore() throws Exception {
    var client = "client of " + VideoId.random();
    var settings = IngestSettings.DEFAULTS.bytesPerDay(Optional.of(100L));
    var limited = new Uploads(vertx, store, records, settings);
    get(limited.open(client, file(60), Optional.empty()));
    var refused = failureOf(limited.open(client, file(41), Optional.empty()));
    assertEquals(Failure.UPLOAD_QUOTA_USED, refused.failure());
    assertTrue((long) refused.details().get("retry_after") <= Duration.ofDays(1).toSeconds());
    assertEquals(
        Failure.UPLOAD_QUOTA_USED,
        failureOf(limited.open("another " + client, file(101), Optional.empty())).failure());
    var away = new WatchedStore(store, "openUpload").store();
    failureOf(new Uploads(vertx, away, records, settings).open(client, file(40), Optional.empty()));
    get(limited.open(client, file(40), Optional.empty()));
  }

  @Test
  void nothingOfTheUploadIsPublic() throws Exception {
    var upload = sent(10);
    get(uploads.complete(upload.video(), TraceParent.NONE));
    assertEquals(List.of(), get(store.list(Bucket.MEDIA, upload.video().toString())));
  }
}
