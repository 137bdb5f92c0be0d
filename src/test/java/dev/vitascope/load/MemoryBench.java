package dev.vitascope.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.ApiClient;
import dev.vitascope.media.TestClips;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much memory our own JVM holds with the documented options: at rest, and in jobs whose files
 * differ in nothing but size. {@code bench/memory} runs it.
 */
class MemoryBench {

  private static final long MEGABYTE = 1 << 20;
  private static final List<Long> SIZES = List.of(0L, 100 * MEGABYTE, 600 * MEGABYTE);

  @TempDir private Path folder;

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void residentMemory() throws Exception {
    var clip = new TestClips(folder).withSound(1280, 720, 10);
    for (var roles : List.of("web", "worker", "web,worker,pinner")) {
      try (var node = start(roles)) {
        Thread.sleep(20_000);
        System.out.printf("%s at rest: %d MB%n", roles, node.residentMegabytes());
        accounts(node);
      }
    }
    for (var size : SIZES) {
      try (var node = start("web,worker,pinner")) {
        var client = new ApiClient(node.node().address());
        var file = padded(clip, size);
        var video = upload(client, file);
        client.await(video, Set.of("Completed"), Duration.ofMinutes(5));
        System.out.printf(
            "a job of %d MB: %d MB at most%n", Files.size(file) / MEGABYTE, node.peakMegabytes());
        accounts(node);
        client.delete("/videos/" + video);
        Files.delete(file);
      }
    }
  }

  private MeasuredNode start(String roles) throws Exception {
    var data = Files.createTempDirectory(folder, "node");
    return System.getProperty("vitascope.verbose") == null
        ? MeasuredNode.start(roles, data)
        : MeasuredNode.start(roles, data, "-XX:NativeMemoryTracking=summary");
  }

  /** What the JVM itself says of it; keeping these accounts takes memory too. */
  private static void accounts(MeasuredNode node) throws Exception {
    if (System.getProperty("vitascope.verbose") != null) {
      var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
      var pid = Long.toString(node.node().process().pid());
      var asked = new ProcessBuilder(jcmd, pid, "VM.native_memory", "summary").start();
      new String(asked.getInputStream().readAllBytes(), UTF_8)
          .lines()
          .filter(line -> line.contains("committed="))
          .forEach(System.out::println);
    }
  }

  /** The clip with a box at its end that players pass over (ISO/IEC 14496-12, 8.1.2). */
  private Path padded(Path clip, long padding) throws Exception {
    var file = Files.copy(clip, folder.resolve("padded-%d.mp4".formatted(padding)));
    if (padding > 0) {
      try (var out = new RandomAccessFile(file.toFile(), "rw")) {
        out.seek(out.length());
        out.writeInt((int) padding);
        out.writeBytes("free");
        out.setLength(Files.size(clip) + padding);
      }
    }
    return file;
  }

  private static String upload(ApiClient client, Path file) throws Exception {
    var about = Map.<String, Object>of("filename", "a.mp4", "size", Files.size(file));
    var created = ApiClient.json(client.post("/videos", about));
    var path = "/videos/" + created.path("video_id").asText() + "/upload";
    try (var http = HttpClient.newHttpClient();
        var in = Files.newInputStream(file)) {
      for (int number = 1; number <= created.at("/upload/part_count").asInt(); number++) {
        var signed = client.post(path + "/parts", Map.of("numbers", List.of(number)));
        put(http, ApiClient.json(signed).at("/parts/0"), in);
      }
    }
    ApiClient.json(client.post(path + "/complete", Map.of()));
    return created.path("video_id").asText();
  }

  private static void put(HttpClient http, JsonNode part, InputStream in) throws Exception {
    var content = in.readNBytes(part.path("size").asInt());
    var request =
        HttpRequest.newBuilder(URI.create(part.path("url").asText()))
            .PUT(BodyPublishers.ofByteArray(content))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
  }
}
