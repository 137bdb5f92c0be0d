package dev.vitascope.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitascope.RunningNode;
import dev.vitascope.media.TestClips;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker's disk, of which others leave it nothing. */
class ScratchFaultsTest {

  @TempDir Path folder;

  private Path disk;
  private boolean mounted;

  /** So many files may be made before the next is refused. */
  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void aDiskOutOfInodesIsAFullDisk(int left) throws Exception {
    mount("nr_inodes=200");
    failsAndIsDoneOnceThereIsRoom(
        () -> {
          int made = fillWithFiles();
          for (int n = 0; n < left; n++) {
            Files.delete(filler(made - 1 - n));
          }
        });
  }

  @Test
  void aFullDiskIsToldOf() throws Exception {
    mount("size=16m");
    failsAndIsDoneOnceThereIsRoom(() -> Files.write(filler(0), new byte[13 << 20]));
  }

  private interface Filling {
    void fill() throws IOException;
  }

  private void failsAndIsDoneOnceThereIsRoom(Filling filling) throws Exception {
    try (var deployment = Deployment.shared(folder);
        var node = RunningNode.start(folder)) {
      filling.fill();
      var video = node.client().upload(new TestClips(folder).withSound(640, 360, 4));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> deployment.task("transcode", video).getString("failure") != null);
      var task = deployment.task("transcode", video);
      assertEquals("scratch_full", task.getString("failure"));
      assertEquals("The worker has no disk space left for this video.", task.getString("reason"));
      await().until(() -> scratch() == 0);
      for (int n = 0; Files.exists(filler(n)); n++) {
        Files.delete(filler(n));
      }
      deployment.awaitPinned(video);
      deployment.assertDoneOnce(video);
      assertEquals(0, scratch());
    }
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      run("umount", disk.toString());
    }
  }

  private void mount(String limit) throws Exception {
    disk = Files.createDirectories(folder.resolve("data"));
    mounted = run("mount", "-t", "tmpfs", "-o", limit, "tmpfs", disk.toString()) == 0;
    assumeTrue(mounted, "no disk of its own can be mounted here");
  }

  /** How many. */
  private int fillWithFiles() throws IOException {
    for (int n = 0; ; n++) {
      try {
        Files.createFile(filler(n));
      } catch (FileSystemException full) {
        return n;
      }
    }
  }

  private Path filler(int number) {
    return disk.resolve("filler-" + number);
  }

  private long scratch() throws IOException {
    try (var left = Files.list(disk.resolve("scratch"))) {
      return left.count();
    }
  }

  private static int run(String... argv) throws Exception {
    return new ProcessBuilder(argv).start().waitFor();
  }
}
