package dev.vitascope.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.ingest.Uploads.Opened;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Requests to open an upload that come with a key, more than once. */
class RepeatedRequestTest extends IngestFixture {

  private final Optional<String> key = Optional.of(VideoId.random().toString());

  @Test
  void theSameRequestFindsItsVideo() throws Exception {
    var first = get(uploads.open(CLIENT, file(10), key));
    var again = get(uploads.open(CLIENT, file(10), key));
    assertEquals(first.upload(), again.upload());
    assertEquals(List.of("upload_opened"), told(first.upload().video()));
    send(again.parts().getFirst());
    get(uploads.complete(first.upload().video(), TraceParent.NONE));
    assertEquals(List.of(), get(uploads.open(CLIENT, file(10), key)).parts());
  }

  @Test
  void anotherRequestWithTheKeyIsRefused() throws Exception {
    get(uploads.open(CLIENT, file(10), key));
    assertEquals(
        Failure.IDEMPOTENCY_KEY_REUSED, failureOf(uploads.open(CLIENT, file(11), key)).failure());
  }

  @Test
  void whileItIsBeingAnsweredTheOthersAreToldSo() throws Exception {
    var all = Stream.generate(() -> uploads.open(CLIENT, file(10), key)).limit(8).toList();
    Future.join(all).toCompletionStage().toCompletableFuture().handle((done, failed) -> done).get();
    var made = all.stream().filter(Future::succeeded).map(Future::result).map(Opened::upload);
    assertEquals(1, made.map(OpenUpload::video).distinct().count());
    assertTrue(
        all.stream()
            .filter(Future::failed)
            .map(one -> VideoException.of(one.cause()).failure())
            .allMatch(Failure.REQUEST_IN_PROGRESS::equals));
    var request = RepeatableRequest.of(VideoId.random().toString(), file(10));
    assertEquals(Optional.empty(), get(records.requests().take(request)));
    assertEquals(
        Failure.REQUEST_IN_PROGRESS,
        failureOf(uploads.open(CLIENT, file(10), Optional.of(request.key()))).failure());
  }

  @Test
  void aRequestWhoseServerWentDownIsTakenOverAfterAMinute() throws Exception {
    var request = RepeatableRequest.of(key.orElseThrow(), file(10));
    get(records.requests().take(request));
    get(
        database.run(
            "UPDATE idempotency_keys SET taken_at = now() - INTERVAL '2 minutes' WHERE key = $1",
            request.key()));
    var video = get(uploads.open(CLIENT, file(10), key)).upload().video();
    assertEquals(video, get(uploads.open(CLIENT, file(10), key)).upload().video());
  }

  @Test
  void aRequestThatFailedMayBeMadeAgain() throws Exception {
    var away = new WatchedStore(store, "openUpload").store();
    var failing = new Uploads(vertx, away, records, IngestSettings.DEFAULTS);
    assertEquals(
        Failure.STORAGE_UNAVAILABLE, failureOf(failing.open(CLIENT, file(10), key)).failure());
    get(uploads.open(CLIENT, file(10), key));
  }

  @Test
  void aDeletedVideosKeyMakesANewOne() throws Exception {
    var first = get(uploads.open(CLIENT, file(10), key)).upload().video();
    get(database.run("DELETE FROM videos WHERE id = $1", first.value()));
    assertNotEquals(first, get(uploads.open(CLIENT, file(10), key)).upload().video());
  }
}
