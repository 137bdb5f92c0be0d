package dev.vitascope.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.tracing.TraceParent;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Uploads completed: well, badly, twice, at once and across a crash. */
class CompletionTest extends IngestFixture {

  @Test
  void aWholeUploadIsQueuedOnce() throws Exception {
    var upload = sent(PART + 3);
    var task = get(uploads.complete(upload.video(), TraceParent.NONE));
    assertQueuedOnce(upload, task);
    assertEquals(task, get(uploads.complete(upload.video(), TraceParent.NONE)));
    assertQueuedOnce(upload, task);
    assertEquals(PART + 3, get(store.head(upload.upload().key())).orElseThrow().size());
  }

  @Test
  void manyAtOnceCompleteItOnce() throws Exception {
    var upload = sent(PART + 3);
    var all =
        get(
            Future.all(
                Stream.generate(() -> uploads.complete(upload.video(), TraceParent.NONE))
                    .limit(5)
                    .toList()));
    assertEquals(1, all.<UUID>list().stream().distinct().count());
    assertQueuedOnce(upload, all.resultAt(0));
  }

  @Test
  void aCrashBetweenTheStoragesJoinAndTheCommitIsMadeGood() throws Exception {
    var upload = sent(PART + 3);
    var parts = get(store.listParts(upload.upload()));
    get(store.completeUpload(upload.upload(), parts, PART + 3));
    assertQueuedOnce(upload, get(uploads.complete(upload.video(), TraceParent.NONE)));
  }

  @Test
  void missingPartsAreNamed() throws Exception {
    var opened = opened(3L * PART);
    send(opened.parts().get(1));
    var failure = failureOf(uploads.complete(opened.upload().video(), TraceParent.NONE));
    assertEquals(Failure.PARTS_MISSING, failure.failure());
    assertEquals(Map.of("missing", List.of(1, 3)), failure.details());
    assertEquals("pending", row(opened.upload().video()).getString("upload_status"));
  }

  @Test
  void partsOfAnotherSizeAreNamed() throws Exception {
    var upload = opened(PART + 3).upload();
    for (int number : List.of(1, 2)) {
      send(store.signPart(upload.upload(), number, 5, Duration.ofHours(1)), 5);
    }
    var failure = failureOf(uploads.complete(upload.video(), TraceParent.NONE));
    assertEquals(Failure.PART_SIZE_WRONG, failure.failure());
    assertEquals(Map.of("wrong_size", List.of(1, 2)), failure.details());
  }

  @Test
  void aForeignPartIsLeftOut() throws Exception {
    var upload = sent(10);
    send(store.signPart(upload.upload(), 2, 5, Duration.ofHours(1)), 5);
    assertEquals(1, get(uploads.received(upload.video())).parts().size());
    assertQueuedOnce(upload, get(uploads.complete(upload.video(), TraceParent.NONE)));
    assertEquals(10, get(store.head(upload.upload().key())).orElseThrow().size());
  }

  @Test
  void anUploadAbortedAtTheStorageHasNoParts() throws Exception {
    var upload = sent(10);
    get(store.abortUpload(upload.upload()));
    assertEquals(
        Failure.PARTS_MISSING,
        failureOf(uploads.complete(upload.video(), TraceParent.NONE)).failure());
  }

  @Test
  void aVideoDeletedMeanwhileLeavesNoObject() throws Exception {
    var upload = sent(10);
    get(database.run("DELETE FROM videos WHERE id = $1", upload.video().value()));
    var completion = new UploadCompletion(store, records);
    assertEquals(
        Failure.VIDEO_NOT_FOUND,
        failureOf(completion.complete(upload, TraceParent.NONE)).failure());
    assertEquals(Optional.empty(), get(store.head(upload.upload().key())));
  }

  @Test
  void aCompletedUploadTakesNoMoreParts() throws Exception {
    var upload = sent(10);
    get(uploads.complete(upload.video(), TraceParent.NONE));
    assertEquals(
        Failure.UPLOAD_CLOSED, failureOf(uploads.sign(upload.video(), List.of(1))).failure());
    var received = get(uploads.received(upload.video()));
    assertTrue(received.complete());
    assertEquals(List.of(new Uploads.ReceivedPart(1, 10)), received.parts());
  }

  @Test
  void whatIsNotThereIsNotCompleted() throws Exception {
    assertEquals(
        Failure.VIDEO_NOT_FOUND,
        failureOf(uploads.complete(VideoId.random(), TraceParent.NONE)).failure());
  }

  private static void assertQueuedOnce(OpenUpload upload, UUID task) throws Exception {
    var row = row(upload.video());
    assertEquals("transcoding", row.getString("upload_status"));
    assertEquals("queued", row.getString("stage"));
    assertEquals(25, row.getDouble("percent"));
    var tasks =
        get(database.run("SELECT id FROM tasks WHERE video_id = $1", upload.video().value()));
    assertEquals(List.of(task), tasks.stream().map(found -> found.getUUID("id")).toList());
    var told = told(upload.video()).stream().filter(type -> !type.equals("upload_progressed"));
    assertEquals(List.of("job", "upload_completed", "upload_opened"), told.toList());
  }
}
