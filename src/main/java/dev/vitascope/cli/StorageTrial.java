package dev.vitascope.cli;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.objectstore.ObjectStore.Caching;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.Representation;
import dev.vitascope.video.VideoException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Does with a storage, in small, what is done for each video: sends a part as a page of another
 * origin would, joins it, publishes a file, reads it as anyone, stores another that nobody may read
 * without a signature; and clears up.
 */
final class StorageTrial {

  private static final String ORIGIN = "https://page.example";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] CONTENT = {'v', 'i', 't', 'a', 's', 'c', 'o', 'p', 'e'};

  private final ObjectStore store;
  private final String name = ".trial/" + UUID.randomUUID();
  private final List<String> complaints = new ArrayList<>();
  private final HttpClient browser = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  private StorageTrial(ObjectStore store) {
    this.store = store;
  }

  /**
   * What is wrong, each with what to do about it; nothing, if all is well. Blocks.
   *
   * @throws VideoException if the storage does not answer, or refuses our keys
   */
  static List<String> complaintsOf(ObjectStore store) throws IOException, InterruptedException {
    var trial = new StorageTrial(store);
    try {
      await(store.prepare());
      trial.upload();
      trial.publish();
      trial.withhold();
      return List.copyOf(trial.complaints);
    } finally {
      await(store.delete(Bucket.ORIGINALS, List.of(trial.name)));
      await(store.delete(Bucket.MEDIA, List.of(trial.name)));
      await(store.delete(Bucket.PRIVATE_MEDIA, List.of(trial.name)));
      trial.browser.close();
    }
  }

  private void upload() throws IOException, InterruptedException {
    var upload = await(store.openUpload(ObjectKey.original(name), "application/octet-stream"));
    try {
      var url = store.signPart(upload, 1, CONTENT.length, PATIENCE);
      var asked =
          ask(
              HttpRequest.newBuilder(url)
                  .method("OPTIONS", BodyPublishers.noBody())
                  .header("Access-Control-Request-Method", "PUT"));
      var sent = ask(HttpRequest.newBuilder(url).PUT(BodyPublishers.ofByteArray(CONTENT)));
      require(sent.statusCode() == 200, "it answered a presigned part with " + sent.statusCode());
      require(
          admits(asked) && admits(sent),
          "pages of other origins cannot upload: allow PUT by a CORS rule on the originals' bucket");
      require(
          exposes(sent, "etag"), "its CORS rule on the originals' bucket is to expose the ETag");
      await(store.completeUpload(upload, await(store.listParts(upload)), CONTENT.length));
    } finally {
      await(store.abortUpload(upload));
    }
  }

  private void publish() throws IOException, InterruptedException {
    var key = ObjectKey.media(name);
    await(store.put(key, Buffer.buffer(CONTENT), new Representation("text/plain", Caching.NONE)));
    var url = store.publicUrl(name);
    var read = ask(HttpRequest.newBuilder(url).header("Range", "bytes=2-4"));
    require(
        read.statusCode() == 206 || read.statusCode() == 200,
        "nobody can read published files (%d): make the media bucket readable by anyone, or set VITASCOPE_CDN_URL"
            .formatted(read.statusCode()));
    require(read.statusCode() != 200, "it knows no ranges: players cannot seek in MP4 files");
    require(admits(read), "pages of other origins cannot play: allow GET by a CORS rule there");
  }

  private void withhold() throws IOException, InterruptedException {
    var key = new ObjectKey(Bucket.PRIVATE_MEDIA, name);
    await(store.put(key, Buffer.buffer(CONTENT), new Representation("text/plain", Caching.NONE)));
    var signed = store.signRead(key, PATIENCE);
    var bare = URI.create(signed.toString().replaceFirst("\\?.*", ""));
    require(
        ask(HttpRequest.newBuilder(bare)).statusCode() / 100 == 4,
        "anyone can read the files of private videos: take the policy from their bucket");
    var read = ask(HttpRequest.newBuilder(signed).header("Range", "bytes=2-4"));
    require(read.statusCode() == 206, "it answered a signed read with " + read.statusCode());
    require(
        admits(read),
        "pages of other origins cannot play private videos: allow GET by a CORS rule");
  }

  private HttpResponse<Void> ask(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return browser.send(
        request.header("Origin", ORIGIN).timeout(PATIENCE).build(), BodyHandlers.discarding());
  }

  private void require(boolean fulfilled, String otherwise) {
    if (!fulfilled) {
      complaints.add(otherwise);
    }
  }

  private static boolean admits(HttpResponse<?> answer) {
    var admitted = answer.headers().firstValue("Access-Control-Allow-Origin").orElse("");
    return admitted.equals("*") || admitted.equals(ORIGIN);
  }

  private static boolean exposes(HttpResponse<?> answer, String header) {
    return answer.headers().allValues("Access-Control-Expose-Headers").stream()
        .map(exposed -> exposed.toLowerCase(Locale.ROOT))
        .anyMatch(exposed -> exposed.equals("*") || exposed.contains(header));
  }
}
