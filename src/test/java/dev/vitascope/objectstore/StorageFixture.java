package dev.vitascope.objectstore;

import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.ObjectStore.Part;
import dev.vitascope.objectstore.ObjectStore.Upload;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A prepared storage on a real server, and a client such as a browser is. */
abstract class StorageFixture {

  static final int MIB = 1 << 20;
  static final int LEAST_PART = 5 * MIB;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static TestStorage server;
  static S3ObjectStore store;

  @BeforeAll
  static void open() throws Exception {
    server = TestStorage.start();
    store = S3ObjectStore.open(server.settings());
    get(store.prepare());
  }

  @AfterAll
  static void close() throws Exception {
    store.close();
    server.stop();
  }

  static ObjectKey original() {
    return ObjectKey.original(UUID.randomUUID() + "/" + UUID.randomUUID());
  }

  static Upload opened() throws Exception {
    return get(store.openUpload(original(), "video/mp4"));
  }

  /** Sends parts as a client does: by their signed URLs. */
  static List<Part> send(Upload upload, int... sizes) throws Exception {
    for (int i = 0; i < sizes.length; i++) {
      var url = store.signPart(upload, i + 1, sizes[i], Duration.ofHours(1));
      var answer = send(url, new byte[sizes[i]]);
      if (answer.statusCode() != 200) {
        throw new AssertionError(answer.body());
      }
    }
    return get(store.listParts(upload));
  }

  static HttpResponse<String> send(URI url, byte[] content) throws Exception {
    var put = HttpRequest.newBuilder(url).PUT(BodyPublishers.ofByteArray(content)).build();
    return HTTP.send(put, BodyHandlers.ofString());
  }

  static HttpResponse<byte[]> fetch(URI url, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(url);
    return HTTP.send(
        (headers.length > 0 ? request.headers(headers) : request).build(),
        BodyHandlers.ofByteArray());
  }

  static VideoException failureOf(Future<?> future) throws Exception {
    try {
      get(future);
    } catch (ExecutionException e) {
      return (VideoException) e.getCause();
    }
    throw new AssertionError("it did not fail");
  }

  static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
