package dev.vitascope.ingest;

import dev.vitascope.EmbeddedServices;
import dev.vitascope.bus.Outbox;
import dev.vitascope.bus.Tasks;
import dev.vitascope.db.Database;
import dev.vitascope.db.Migrations;
import dev.vitascope.ingest.PartSigner.SignedPart;
import dev.vitascope.ingest.Uploads.Opened;
import dev.vitascope.objectstore.S3ObjectStore;
import dev.vitascope.objectstore.TestStorage;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Uploads on a real database and a real storage, and a client of them. */
abstract class IngestFixture {

  static final int PART = 16 << 20;
  static final String CLIENT = "192.0.2.1";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static TestStorage server;
  static Vertx vertx;
  static Database database;
  static S3ObjectStore store;
  static UploadRecords records;
  static Uploads uploads;

  @BeforeAll
  static void open() throws Exception {
    Migrations.run(EmbeddedServices.database());
    vertx = Vertx.vertx();
    database = Database.open(vertx, EmbeddedServices.database());
    server = TestStorage.start();
    store = S3ObjectStore.open(server.settings());
    get(store.prepare());
    var outbox = new Outbox();
    records = new UploadRecords(database, new Tasks(outbox, Duration.ofSeconds(30)), outbox);
    uploads = new Uploads(vertx, store, records, IngestSettings.DEFAULTS);
  }

  @AfterAll
  static void close() throws Exception {
    get(vertx.close());
    store.close();
    server.stop();
  }

  static NewVideo file(long size) {
    return new NewVideo(
        "clip.mp4",
        Optional.of(size),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Opened opened(long size) throws Exception {
    return get(uploads.open(CLIENT, file(size), Optional.empty()));
  }

  /** An upload that needs nothing but its completion. */
  static OpenUpload sent(int size) throws Exception {
    var opened = opened(size);
    for (var part : opened.parts()) {
      send(part);
    }
    return opened.upload();
  }

  static void send(SignedPart part) throws Exception {
    send(part.url(), Math.toIntExact(part.size()));
  }

  static void send(URI url, int size) throws Exception {
    var put = HttpRequest.newBuilder(url).PUT(BodyPublishers.ofByteArray(new byte[size])).build();
    var answer = HTTP.send(put, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
  }

  static Row row(VideoId video) throws Exception {
    return get(database.run("SELECT * FROM videos WHERE id = $1", video.value())).iterator().next();
  }

  static void age(VideoId video, int hours) throws Exception {
    get(
        database.run(
            "UPDATE videos SET updated_at = now() - $2::FLOAT8 * INTERVAL '1 hour' WHERE id = $1",
            video.value(),
            (double) hours));
  }

  /** Types of the facts that were told of a video, in no order. */
  static List<String> told(VideoId video) throws Exception {
    return get(database.run("SELECT body FROM outbox WHERE key = $1", video.toString())).stream()
        .map(row -> row.getString("body"))
        .map(body -> body.replaceFirst(".*\"type\":\"([a-z_]+)\".*", "$1"))
        .map(type -> type.startsWith("{") ? "job" : type)
        .sorted()
        .toList();
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
