package dev.vitascope.pinning;

import static dev.vitascope.bus.Waiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.video.Cid;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real node. */
class KuboClientTest {

  private static final int KIB = 1024;

  @TempDir private static Path scratch;
  private static Vertx vertx;
  private static KuboNode node;
  private static KuboClient kubo;

  @BeforeAll
  static void open() throws Exception {
    node = KuboNode.start(scratch.resolve("repository"));
    vertx = Vertx.vertx();
    kubo = client(node);
  }

  @AfterAll
  static void close() throws Exception {
    if (node != null) {
      await(vertx.close());
      node.close();
    }
  }

  @Test
  void everyIdentifierIsTheOneThatTheCommandLineComputes() throws Exception {
    var files =
        List.of(
            MemoryFile.of("1080p.mp4", 9_000 * KIB + 1),
            MemoryFile.of("1080p/00000.m4s", 256 * KIB),
            MemoryFile.of("1080p/00001.m4s", 256 * KIB + 1),
            MemoryFile.of("1080p/playlist.m3u8", 300),
            MemoryFile.of("720p/deep/er/empty.bin", 0),
            MemoryFile.of("720p/ü 100%.m4s", DirectoryUpload.STRETCH),
            MemoryFile.of("master.m3u8", 200));
    var added = kubo.add(files);
    assertEquals(computed(files), identifiers(added));
    assertEquals(files.stream().mapToLong(file -> file.content().length()).sum(), added.bytes());
    assertTrue(await(kubo.pinned(added.root())));
  }

  @Test
  void thousandsOfFilesGoIntoOneDirectory() throws Exception {
    var files = new ArrayList<MemoryFile>();
    for (int i = 0; i < 3_000; i++) {
      files.add(MemoryFile.of("720p/%05d.m4s".formatted(i), 4 * KIB));
    }
    assertEquals(computed(files), identifiers(kubo.add(files)));
  }

  @Test
  void anUnpinnedDirectoryIsForgottenAndMayBeAskedForTwice() {
    var root = kubo.add(List.of(MemoryFile.of("only.txt", 10))).root();
    await(kubo.unpin(root));
    await(kubo.unpin(root));
    assertFalse(await(kubo.pinned(root)));
  }

  @Test
  void aStorageFailureIsNotTheNodes() throws Exception {
    var broken = new VideoException(Failure.STORAGE_UNAVAILABLE);
    var file = new HaltingFile("cut.bin", Future.failedFuture(broken));
    var thrown = assertThrows(VideoException.class, () -> kubo.add(List.of(file)));
    assertEquals(Failure.STORAGE_UNAVAILABLE, thrown.failure());
    assertTrue(await(kubo.version()).startsWith("0."));
  }

  @Test
  void anInterruptEndsTheRequest() throws Exception {
    var file = new HaltingFile("slow.bin", Promise.<Buffer>promise().future());
    var adding =
        CompletableFuture.supplyAsync(() -> interruptedAdd(file), Thread::startVirtualThread);
    file.halted().get(20, TimeUnit.SECONDS).interrupt();
    assertTrue(adding.get(20, TimeUnit.SECONDS) instanceof CancellationException);
  }

  @Test
  void aNodeThatDiesInTheMiddleIsUnavailableAndThenGoodAgain(@TempDir Path repository)
      throws Exception {
    try (var mortal = KuboNode.start(repository)) {
      var client = client(mortal);
      var rest = Promise.<Buffer>promise();
      var file = new HaltingFile("large.bin", rest.future());
      var adding =
          CompletableFuture.supplyAsync(() -> failedAdd(client, file), Thread::startVirtualThread);
      file.halted().get(20, TimeUnit.SECONDS);
      mortal.kill();
      rest.complete(Buffer.buffer(new byte[DirectoryUpload.STRETCH]));
      assertEquals(Failure.IPFS_UNAVAILABLE, adding.get(20, TimeUnit.SECONDS).failure());
      var away = assertThrows(VideoException.class, () -> await(client.version()));
      assertEquals(Failure.IPFS_UNAVAILABLE, away.failure());
      mortal.restart();
      assertFalse(client.add(List.of(MemoryFile.of("a", 1))).files().isEmpty());
    }
  }

  private static VideoException failedAdd(KuboClient client, DirectoryFile file) {
    return assertThrows(VideoException.class, () -> client.add(List.of(file)));
  }

  private static Throwable interruptedAdd(DirectoryFile file) {
    return assertThrows(CancellationException.class, () -> kubo.add(List.of(file)));
  }

  private static KuboClient client(KuboNode node) {
    return KuboClient.open(vertx, PinningSettings.of(Optional.of(node.api()), Optional.empty()));
  }

  /** What the command line says of the same files, by path; the directory's own is empty. */
  private static Map<String, Cid> computed(List<MemoryFile> files) throws Exception {
    var folder = Files.createTempDirectory(scratch, "files");
    for (var file : files) {
      var path = folder.resolve(file.name());
      Files.createDirectories(path.getParent());
      Files.write(path, file.content().getBytes());
    }
    var cids = new TreeMap<String, Cid>();
    for (var line :
        node.cli("add", "-r", "-n", "--cid-version=1", folder.toString()).lines().toList()) {
      var words = line.split(" ", 3);
      var below = words[2].substring(folder.getFileName().toString().length());
      cids.put(below.replaceFirst("^/", ""), new Cid(words[1]));
    }
    cids.keySet().removeIf(path -> !path.isEmpty() && Files.isDirectory(folder.resolve(path)));
    return cids;
  }

  private static Map<String, Cid> identifiers(AddedDirectory added) {
    var cids = new TreeMap<>(added.files());
    cids.put("", added.root());
    return cids;
  }
}
