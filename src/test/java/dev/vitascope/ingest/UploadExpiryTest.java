package dev.vitascope.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.bus.Outbox;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Uploads that were left. */
class UploadExpiryTest extends IngestFixture {

  private final UploadExpiry expiry =
      new UploadExpiry(database, new Outbox(), store, IngestSettings.DEFAULTS);

  @Test
  void anUploadLeftForADayIsFreedAndFails() throws Exception {
    var upload = sent(10);
    age(upload.video(), 25);
    assertTrue(get(expiry.due()).contains(new UploadExpiry.Left(upload.video(), 10)));
    get(Future.all(expiry.sweep(), expiry.sweep()));
    var row = row(upload.video());
    assertEquals("failed", row.getString("upload_status"));
    assertEquals("upload_expired", row.getString("error_code"));
    assertEquals(List.of(), get(store.listParts(upload.upload())));
    assertEquals(List.of("upload_failed", "upload_opened"), told(upload.video()));
    assertEquals(List.of("deleted upload_abandoned 10"), removed(upload.video()));
    for (var call :
        Stream.<Future<?>>of(
                uploads.complete(upload.video(), TraceParent.NONE),
                uploads.received(upload.video()),
                uploads.sign(upload.video(), List.of(1)))
            .toList()) {
      assertEquals(Failure.UPLOAD_EXPIRED, failureOf(call).failure());
    }
  }

  private List<String> removed(VideoId video) throws Exception {
    var rows =
        get(
            database.run(
                "SELECT action || ' ' || reason || ' ' || bytes::TEXT FROM retention_records"
                    + " WHERE video_id = $1",
                video.value()));
    return rows.stream().map(row -> row.getString(0)).toList();
  }

  @Test
  void anObjectThatNobodyCompletedGoesToo() throws Exception {
    var upload = sent(10);
    get(store.completeUpload(upload.upload(), get(store.listParts(upload.upload())), 10));
    age(upload.video(), 25);
    get(expiry.sweep());
    assertEquals(Optional.empty(), get(store.head(upload.upload().key())));
  }

  @Test
  void oneThatGoesOnStays() throws Exception {
    var upload = sent(10);
    age(upload.video(), 23);
    get(expiry.sweep());
    get(uploads.complete(upload.video(), TraceParent.NONE));
  }

  @Test
  void oneThatIsCompletedMeanwhileIsGivenUpAllTheSame() throws Exception {
    var upload = sent(10);
    age(upload.video(), 25);
    get(expiry.sweep());
    var completion = new UploadCompletion(store, records);
    assertEquals(
        Failure.PARTS_MISSING, failureOf(completion.complete(upload, TraceParent.NONE)).failure());
    assertEquals(
        Failure.UPLOAD_EXPIRED,
        failureOf(records.complete(upload.video(), TraceParent.NONE)).failure());
  }

  @Test
  void moreThanOneBatchIsGivenUpAtOnce() throws Exception {
    var left =
        get(
            Future.all(
                Stream.generate(() -> uploads.open(CLIENT, file(10), Optional.empty()))
                    .limit(25)
                    .toList()));
    for (var opened : left.<Uploads.Opened>list()) {
      age(opened.upload().video(), 30);
    }
    get(expiry.sweep());
    for (var opened : left.<Uploads.Opened>list()) {
      assertEquals("failed", row(opened.upload().video()).getString("upload_status"));
    }
  }
}
