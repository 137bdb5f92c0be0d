package dev.vitascope;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.video.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Speaks to a server as any program would, by its contract alone. */
public final class ApiClient {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final URI server;

  public ApiClient(URI server) {
    this.server = server;
  }

  /** Uploads a file, completes it, and returns the video's id. */
  public String upload(Path file) throws IOException, InterruptedException {
    return upload(file, Map.of());
  }

  /**
   * The same.
   *
   * @param more members of the request
   */
  public String upload(Path file, Map<String, Object> more)
      throws IOException, InterruptedException {
    var bytes = Files.readAllBytes(file);
    var request = new HashMap<>(more);
    request.put("filename", file.getFileName().toString());
    request.put("size", bytes.length);
    var created = json(post("/videos", request));
    var id = created.get("video_id").asText();
    int offset = 0;
    for (var part : created.get("upload").get("parts")) {
      int size = part.get("size").asInt();
      var content = Arrays.copyOfRange(bytes, offset, offset + size);
      int status = put(URI.create(part.get("url").asText()), content);
      if (status != 200) {
        throw new AssertionError("a part was answered with " + status);
      }
      offset += size;
    }
    require(post("/videos/" + id + "/upload/complete", Map.of()), 202);
    return id;
  }

  public JsonNode video(String id) throws IOException, InterruptedException {
    return json(get("/videos/" + id));
  }

  public JsonNode progress(String id) throws IOException, InterruptedException {
    return json(get("/video/" + id + "/progress"));
  }

  /** Waits for one of these statuses. */
  public JsonNode await(String id, Set<String> statuses, Duration atMost)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (true) {
      var progress = progress(id);
      if (statuses.contains(progress.get("status").asText())) {
        return progress;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("after " + atMost + " still " + progress);
      }
      Thread.sleep(200);
    }
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return fetch(server.resolve(path));
  }

  static HttpResponse<String> fetch(URI address) throws IOException, InterruptedException {
    return HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString(UTF_8));
  }

  public HttpResponse<String> post(String path, Object body)
      throws IOException, InterruptedException {
    return send("POST", path, body);
  }

  public HttpResponse<String> send(String method, String path, Object body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("content-type", "application/json")
            .method(method, BodyPublishers.ofString(Json.write(body)))
            .build();
    return HTTP.send(request, BodyHandlers.ofString(UTF_8));
  }

  public HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(server.resolve(path)).DELETE().build();
    return HTTP.send(request, BodyHandlers.ofString(UTF_8));
  }

  /** Sends a part to its address; the status of the answer. */
  static int put(URI part, byte[] content) throws IOException, InterruptedException {
    var put = HttpRequest.newBuilder(part).PUT(BodyPublishers.ofByteArray(content)).build();
    return HTTP.send(put, BodyHandlers.discarding()).statusCode();
  }

  public static JsonNode json(HttpResponse<String> response) throws IOException {
    if (response.statusCode() >= 300) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return Json.MAPPER.readTree(response.body());
  }

  private static void require(HttpResponse<String> response, int status) {
    if (response.statusCode() != status) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
  }
}
