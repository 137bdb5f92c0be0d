package dev.vitascope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.video.VideoId;
import dev.vitascope.video.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadTest {

  private static final Retries QUICK = new Retries(Duration.ofMillis(5), Duration.ofMillis(20), 4);

  @TempDir Path folder;
  private final FakeServer server = new FakeServer();
  private final VideoClient client = new VideoClient(server.address(), Optional.empty(), QUICK);
  private final RecordingListener told = new RecordingListener();
  private byte[] content;
  private Path file;

  @BeforeEach
  void aFileOfSixParts() throws IOException {
    content = new byte[5 * FakeServer.PART_SIZE + 123];
    new Random(7).nextBytes(content);
    file = Files.write(folder.resolve("clip.mp4"), content);
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void sendsAllPartsAndCompletes() throws Exception {
    var id = send();
    assertEquals(server.onlyVideo().id, id.value());
    assertArrayEquals(content, server.onlyVideo().content());
    assertTrue(server.onlyVideo().complete());
    assertEquals(content.length, told.sent.getLast());
    assertEquals(told.sent.stream().sorted().toList(), told.sent, "what is told never falls");
  }

  @Test
  void sendsAFailedPartAgainToAFreshUrl() throws Exception {
    server.faults.fail(3, 2);
    send();
    assertArrayEquals(content, server.onlyVideo().content());
    var tries = server.callsTo("/3/");
    assertEquals(3, tries.size());
    assertEquals(3, Set.copyOf(tries).size(), "each try has its own URL");
    assertEquals(
        List.of("3: storage answered with HTTP 500"), told.failed.stream().distinct().toList());
  }

  @Test
  void survivesACutConnection() throws Exception {
    server.faults.manner = StorageFaults.Manner.CONNECTION_CUT;
    server.faults.fail(1, 1);
    server.faults.fail(6, 1);
    send();
    assertArrayEquals(content, server.onlyVideo().content());
  }

  @Test
  void startsAPartOverThatStandsStill() throws Exception {
    server.faults.manner = StorageFaults.Manner.NO_ANSWER;
    server.faults.fail(2, 1);
    upload(new Upload.Pace(4, Duration.ofMillis(300), QUICK)).send(file, Announced.NOTHING, told);
    assertArrayEquals(content, server.onlyVideo().content());
    assertEquals(2, server.callsTo("/2/").size());
  }

  @Test
  void sendsOnlyWhatIsMissingAfterAnInterruption() throws Exception {
    server.faults.fail(5, 100);
    var refused = assertThrows(ServerException.class, this::send);
    assertEquals(ServerException.PART_REFUSED, refused.code());
    var had = Set.copyOf(server.onlyVideo().parts.keySet());

    server.faults.none();
    server.calls.clear();
    send();
    assertEquals(1, server.videos.size());
    assertArrayEquals(content, server.onlyVideo().content());
    had.forEach(part -> assertEquals(List.of(), server.callsTo("/" + part + "/")));
    assertEquals(List.of(false, true), told.resumed);
  }

  @Test
  void startsAnewWhenTheFileIsAnotherOne() throws Exception {
    server.faults.fail(5, 100);
    assertThrows(ServerException.class, this::send);
    server.faults.none();
    content = new byte[2500];
    Files.write(file, content);
    var id = send();
    assertEquals(2, server.videos.size());
    assertArrayEquals(content, server.videos.get(id.value()).content());
  }

  @Test
  void startsAnewWhenTheServerHasForgotten() throws Exception {
    server.faults.fail(5, 100);
    assertThrows(ServerException.class, this::send);
    server.faults.none();
    server.videos.clear();
    send();
    assertArrayEquals(content, server.onlyVideo().content());
    assertEquals(List.of(false, false), told.resumed);
  }

  @Test
  void sendsWhatCompletionFindsMissing() throws Exception {
    server.lostAtCompletion = Set.of(2, 6);
    send();
    assertArrayEquals(content, server.onlyVideo().content());
    assertEquals(2, server.callsTo("/upload/complete").size());
  }

  @Test
  void anUploadThatEndedIsForgotten() throws Exception {
    send();
    send();
    assertEquals(2, server.videos.size());
  }

  private VideoId send() throws IOException, InterruptedException {
    return upload(new Upload.Pace(4, Duration.ofSeconds(10), QUICK))
        .send(file, new Announced(Optional.of("A clip"), Visibility.PUBLIC), told);
  }

  private Upload upload(Upload.Pace pace) {
    return new Upload(client, new PendingUploads(folder.resolve("state")), pace);
  }

  private static final class RecordingListener implements Upload.Listener {
    final List<Long> sent = new CopyOnWriteArrayList<>();
    final List<String> failed = new CopyOnWriteArrayList<>();
    final List<Boolean> resumed = new CopyOnWriteArrayList<>();

    @Override
    public void opened(VideoId id, boolean again) {
      resumed.add(again);
    }

    @Override
    public void sent(long bytes, long size) {
      sent.add(bytes);
    }

    @Override
    public void partFailed(int number, String reason) {
      failed.add(number + ": " + reason);
    }
  }
}
