package dev.vitascope.objectstore;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.objectstore.ObjectStore.Part;
import dev.vitascope.objectstore.ObjectStore.Upload;
import dev.vitascope.video.Failure;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Uploads in parts: signed URLs used by a client, completed by what the storage has. */
class UploadInPartsTest extends StorageFixture {

  @Test
  void partsSentByUrlBecomeTheObject() throws Exception {
    var upload = opened();
    var parts = send(upload, LEAST_PART, LEAST_PART, 7);
    assertEquals(List.of(1, 2, 3), parts.stream().map(Part::number).toList());
    assertEquals(
        List.of((long) LEAST_PART, (long) LEAST_PART, 7L), parts.stream().map(Part::size).toList());
    long size = 2L * LEAST_PART + 7;
    var facts = get(store.completeUpload(upload, parts.reversed(), size));
    assertEquals(size, facts.size());
    assertEquals(Optional.of(upload.token()), facts.token());
    assertEquals(Optional.of(facts), get(store.head(upload.key())));
    assertEquals(List.of(), get(store.listParts(upload)));
  }

  @Test
  void aUrlTakesItsPartsSizeOnly() throws Exception {
    var upload = opened();
    var url = store.signPart(upload, 1, 100, Duration.ofHours(1));
    assertEquals(403, send(url, new byte[99]).statusCode());
    assertEquals(403, send(url, new byte[101]).statusCode());
    assertEquals(List.of(), get(store.listParts(upload)));
    assertEquals(200, send(url, new byte[100]).statusCode());
  }

  @Test
  void aUrlIsGoodForItsTimeOnly() throws Exception {
    var upload = opened();
    var url = store.signPart(upload, 1, 4, Duration.ofSeconds(1));
    assertTrue(url.getQuery().contains("X-Amz-Expires=1"));
    await().atMost(10, TimeUnit.SECONDS).until(() -> send(url, new byte[4]).statusCode() == 403);
  }

  @Test
  void aUrlIsGoodForItsPartOnly() throws Exception {
    var upload = opened();
    var url = store.signPart(upload, 1, 4, Duration.ofHours(1)).toString();
    var other = url.replace("partNumber=1", "partNumber=2");
    assertNotEquals(url, other);
    assertEquals(403, send(java.net.URI.create(other), new byte[4]).statusCode());
  }

  @Test
  void completedTwiceIsCompleted() throws Exception {
    var upload = opened();
    var parts = send(upload, 10);
    var first = get(store.completeUpload(upload, parts, 10));
    assertEquals(first, get(store.completeUpload(upload, parts, 10)));
    assertEquals(first, get(store.completeUpload(upload, List.of(), 10)));
  }

  @Test
  void completedByTwoAtOnceIsCompleted() throws Exception {
    var upload = opened();
    var parts = send(upload, LEAST_PART, LEAST_PART);
    long size = 2L * LEAST_PART;
    var both =
        get(
            Future.join(
                store.completeUpload(upload, parts, size),
                store.completeUpload(upload, parts, size)));
    assertEquals(both.<Object>resultAt(0), both.resultAt(1));
  }

  @Test
  void anObjectOfAnotherUploadDoesNotCount() throws Exception {
    var upload = opened();
    get(store.completeUpload(upload, send(upload, 10), 10));
    var stranger = new Upload(upload.key(), upload.uploadId(), "another token");
    assertEquals(
        Failure.STORAGE_UNAVAILABLE,
        failureOf(store.completeUpload(stranger, List.of(), 10)).failure());
  }

  @Test
  void anotherSizeDoesNotCount() throws Exception {
    var upload = opened();
    var parts = send(upload, 10);
    assertEquals(
        Failure.STORAGE_UNAVAILABLE, failureOf(store.completeUpload(upload, parts, 11)).failure());
  }

  @Test
  void whatIsAbortedIsGone() throws Exception {
    var upload = opened();
    var parts = send(upload, 10);
    get(store.abortUpload(upload));
    get(store.abortUpload(upload));
    assertEquals(List.of(), get(store.listParts(upload)));
    assertEquals(
        Failure.STORAGE_UNAVAILABLE, failureOf(store.completeUpload(upload, parts, 10)).failure());
    assertEquals(Optional.empty(), get(store.head(upload.key())));
  }
}
