package dev.vitascope.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitascope.Settings;
import dev.vitascope.SettingsSource;
import dev.vitascope.video.Progress;
import dev.vitascope.video.VideoId;
import dev.vitascope.video.Visibility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A server as a client sees it. Calls block, so they belong on virtual threads; they are repeated
 * where a failure may pass, and throw {@link ServerException} where it does not.
 */
public final class VideoClient implements AutoCloseable {

  private final URI server;
  private final JsonHttp http;

  /**
   * @param server scheme, host and port, with no slash at the end
   */
  public VideoClient(URI server) {
    this(server, Optional.empty(), Retries.CALLS);
  }

  VideoClient(URI server, Optional<String> token, Retries retries) {
    this.server = server;
    this.http = new JsonHttp(server, token, retries);
  }

  /**
   * As whoever the settings say, if they do; the token stands there, and in no list of processes.
   */
  static VideoClient of(URI server) {
    try {
      var settings = SettingsSource.of(System.getenv(), Path.of("conf"));
      return new VideoClient(server, Settings.token(settings), Retries.CALLS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A video to be.
   *
   * @param filename the bare name
   * @param size in bytes
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record NewVideo(
      String filename, long size, Optional<String> title, Visibility visibility) {}

  public record Created(VideoId videoId, UploadPlan upload) {}

  private record Shown(Visibility visibility) {}

  private record Numbers(List<Integer> numbers) {}

  private record Signed(List<UploadPlan.PartUrl> parts) {}

  private record Listed(VideoId videoId) {}

  private record Page(List<Listed> data, Optional<String> nextCursor) {}

  public URI server() {
    return server;
  }

  /** Where a person watches a video. */
  public URI watchPage(VideoId id) {
    return URI.create(server + "/watch/" + id);
  }

  /** Opens an upload. A call that is repeated within makes one video all the same. */
  public Created create(NewVideo video) throws InterruptedException {
    var once = Map.of("idempotency-key", UUID.randomUUID().toString());
    return http.post("/videos", video, once, Created.class);
  }

  /**
   * URLs for parts, fresh ones.
   *
   * @param numbers at most 100
   */
  public List<UploadPlan.PartUrl> signParts(VideoId id, List<Integer> numbers)
      throws InterruptedException {
    var path = "/videos/" + id + "/upload/parts";
    return http.post(path, new Numbers(numbers), Map.of(), Signed.class).parts();
  }

  /** What storage has of an upload. */
  public UploadPlan.State uploadState(VideoId id) throws InterruptedException {
    return http.get("/videos/" + id + "/upload", UploadPlan.State.class);
  }

  /** Says that all parts are there. Asked twice, the same comes of it. */
  public void complete(VideoId id) throws InterruptedException {
    var path = "/videos/" + id + "/upload/complete";
    http.post(path, Map.of(), Map.of(), JsonNode.class);
  }

  /** Has a video be private whose upload is open; one that is stays so. */
  void makePrivate(VideoId id) throws InterruptedException {
    http.patch("/videos/" + id, new Shown(Visibility.PRIVATE), JsonNode.class);
  }

  public Progress progress(VideoId id) throws InterruptedException {
    return http.get("/video/" + id + "/progress", Progress.class);
  }

  /** Has a failed video tried again. */
  public void retry(VideoId id) throws InterruptedException {
    http.post("/videos/" + id + "/retry", Map.of(), Map.of(), JsonNode.class);
  }

  /** The videos that have failed, the newest first. */
  public List<VideoId> failed() throws InterruptedException {
    var failed = new ArrayList<VideoId>();
    var path = "/videos?limit=100&status=Failed";
    var page = http.get(path, Page.class);
    while (true) {
      page.data().forEach(video -> failed.add(video.videoId()));
      if (page.nextCursor().isEmpty()) {
        return failed;
      }
      page = http.get(path + "&cursor=" + page.nextCursor().get(), Page.class);
    }
  }

  /** All that the server knows of a video, as it says it. */
  public ObjectNode video(VideoId id) throws InterruptedException {
    return http.get("/videos/" + id, ObjectNode.class);
  }

  @Override
  public void close() {
    http.close();
  }
}
