package dev.vitascope.objectstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.objectstore.ObjectStore.Caching;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.ObjectStore.Part;
import dev.vitascope.objectstore.ObjectStore.Upload;
import dev.vitascope.objectstore.RecordingS3.Answer;
import dev.vitascope.objectstore.RecordingS3.Request;
import dev.vitascope.video.Failure;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leaves for the storage, and storages that differ in what they take and answer. */
class OnTheWireTest {

  private static final ObjectKey PUBLISHED = ObjectKey.media("1/master.m3u8");
  private static final Upload UPLOAD = new Upload(ObjectKey.original("1/2"), "upload", "token");
  private static final List<Part> PARTS =
      List.of(new Part(2, 1, "\"b\""), new Part(1, 5 << 20, "\"a\""));

  private final Vertx vertx = Vertx.vertx();
  private S3ObjectStore store;

  @AfterEach
  void close() throws Exception {
    // Its threads take two seconds to end: nobody waits for them.
    Thread.startVirtualThread(store::close);
    StorageFixture.get(vertx.close());
  }

  @Test
  void nothingGoesInAmazonsOwnChunks(@TempDir Path folder) throws Exception {
    var s3 = storage(OnTheWireTest::opensUploads);
    var large = Files.write(folder.resolve("large"), new byte[34 << 20]);
    StorageFixture.get(
        store.put(PUBLISHED, Buffer.buffer("x"), new Representation("text/plain", Caching.NONE)));
    StorageFixture.get(
        store
            .put(PUBLISHED, large, new Representation("video/mp4", Caching.NONE))
            .otherwiseEmpty());
    var puts = s3.requests().stream().filter(request -> request.method().equals("PUT")).toList();
    assertEquals(4, puts.size());
    assertEquals((34L << 20) + 1, puts.stream().mapToLong(put -> put.body().length()).sum());
    for (var put : puts) {
      assertNull(put.headers().get("x-amz-trailer"));
      assertNull(put.headers().get("x-amz-sdk-checksum-algorithm"));
      assertNull(put.headers().get("content-encoding"));
      assertFalse(put.headers().get("x-amz-content-sha256").startsWith("STREAMING"));
    }
  }

  @Test
  void deletingTellsMd5AsOlderStoragesWantIt() throws Exception {
    var s3 = storage(request -> new Answer(200, "<DeleteResult/>"));
    StorageFixture.get(store.delete(Bucket.MEDIA, List.of("a", "b")));
    assertTrue(s3.requests().getFirst().headers().contains("content-md5"));
  }

  @Test
  void aKeyThatWasNotDeletedIsAFailure() throws Exception {
    storage(
        request ->
            new Answer(
                200, "<DeleteResult><Error><Key>a</Key><Code>No</Code></Error></DeleteResult>"));
    var failure = StorageFixture.failureOf(store.delete(Bucket.MEDIA, List.of("a")));
    assertEquals(Failure.STORAGE_UNAVAILABLE, failure.failure());
  }

  @Test
  void partsAreJoinedInTheirOrder() throws Exception {
    var s3 = storage(request -> Answer.OK);
    StorageFixture.failureOf(store.completeUpload(UPLOAD, PARTS, 1));
    var body = s3.requests().getFirst().body().toString();
    assertTrue(body.indexOf(">1<") < body.indexOf(">2<"), body);
  }

  @Test
  void anErrorThatComesWith200IsAFailure() throws Exception {
    storage(
        request -> request.is("POST", "uploadId") ? Answer.error(200, "InternalError") : Answer.OK);
    var failure = StorageFixture.failureOf(store.completeUpload(UPLOAD, PARTS, 0));
    assertEquals(Failure.STORAGE_UNAVAILABLE, failure.failure());
  }

  @Test
  void aStorageThatLetsNothingBePublicIsUsedAllTheSame() throws Exception {
    var s3 =
        storage(
            request ->
                request.uri().contains("?") || request.headers().contains("x-amz-acl")
                    ? Answer.error(400, "AccessControlListNotSupported")
                    : Answer.OK);
    StorageFixture.get(store.prepare());
    StorageFixture.get(
        store.put(PUBLISHED, Buffer.buffer("x"), new Representation("text/plain", Caching.NONE)));
    assertFalse(s3.requests().getLast().headers().contains("x-amz-acl"));
    assertEquals(
        URI.create("https://vitascope.example/media/" + PUBLISHED.key()),
        store.publicUrl(PUBLISHED.key()));
  }

  @Test
  void straysOfUploadsAreFreedByTheStorageItself() throws Exception {
    var s3 =
        storage(
            request ->
                request.is("GET", "lifecycle") ? Answer.error(404, "NoSuchLifecycle") : Answer.OK);
    StorageFixture.get(store.prepare());
    var rules = s3.requests().stream().filter(request -> request.is("PUT", "lifecycle")).toList();
    assertEquals(3, rules.size());
    for (var rule : rules) {
      var body = rule.body().toString();
      assertTrue(body.contains("<DaysAfterInitiation>7</DaysAfterInitiation>"), body);
      assertTrue(rule.headers().contains("content-md5"));
    }
  }

  @Test
  void whatABucketHasBeenSetToStays() throws Exception {
    var s3 = storage(request -> new Answer(200, request.is("GET", "policy") ? "{}" : "<C/>"));
    StorageFixture.get(store.prepare());
    assertEquals(
        List.of(), s3.requests().stream().filter(request -> request.is("PUT", "?")).toList());
  }

  @Test
  void aStorageOutOfOrderIsNotTakenForOneThatRefuses() throws Exception {
    storage(request -> request.is("HEAD", "") ? Answer.OK : Answer.error(503, "SlowDown"));
    assertEquals(Failure.STORAGE_UNAVAILABLE, StorageFixture.failureOf(store.prepare()).failure());
  }

  @Test
  void everyObjectIsAskedToBeEncryptedWhereTheStorageDoesSo(@TempDir Path folder) throws Exception {
    var s3 = encrypting(Encryption.REQUIRED, "AES256");
    StorageFixture.get(store.prepare());
    var large = Files.write(folder.resolve("large"), new byte[34 << 20]);
    StorageFixture.get(
        store.put(PUBLISHED, Buffer.buffer("x"), new Representation("text/plain", Caching.NONE)));
    StorageFixture.get(
        store
            .put(PUBLISHED, large, new Representation("video/mp4", Caching.NONE))
            .otherwiseEmpty());
    StorageFixture.get(store.openUpload(UPLOAD.key(), "video/mp4").otherwiseEmpty());
    var made =
        s3.requests().stream()
            .filter(request -> request.is("PUT", "master.m3u8") || request.is("POST", "uploads"))
            .filter(request -> !request.uri().contains("partNumber"))
            .toList();
    assertEquals(3, made.size());
    for (var request : made) {
      assertEquals("AES256", request.headers().get("x-amz-server-side-encryption"));
    }
  }

  @Test
  void aStorageThatDoesNotEncryptIsUsedOnlyIfThatIsNotRequired() throws Exception {
    encrypting(Encryption.REQUIRED, "");
    assertEquals(Failure.STORAGE_UNAVAILABLE, StorageFixture.failureOf(store.prepare()).failure());
    var s3 = encrypting(Encryption.OFFERED, "");
    StorageFixture.get(store.prepare());
    StorageFixture.get(
        store.put(PUBLISHED, Buffer.buffer("x"), new Representation("text/plain", Caching.NONE)));
    assertNull(s3.requests().getLast().headers().get("x-amz-server-side-encryption"));
  }

  /** A storage that says of each object how it is encrypted. */
  private RecordingS3 encrypting(Encryption wanted, String how) throws Exception {
    var s3 =
        StorageFixture.get(
            new RecordingS3(OnTheWireTest::opensUploads)
                .telling("x-amz-server-side-encryption", how)
                .start(vertx));
    store = S3ObjectStore.open(TestStorage.settings(s3.endpoint()).withEncryption(wanted));
    return s3;
  }

  private RecordingS3 storage(Function<Request, Answer> answers) throws Exception {
    var s3 = StorageFixture.get(new RecordingS3(answers).start(vertx));
    store = S3ObjectStore.open(TestStorage.settings(s3.endpoint()));
    return s3;
  }

  private static Answer opensUploads(Request request) {
    return request.is("POST", "uploads")
        ? new Answer(
            200,
            "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>")
        : Answer.OK;
  }
}
