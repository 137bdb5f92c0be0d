package dev.vitascope.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be done within, by a shell in ffmpeg's place. */
@ParameterizedClass
@EnumSource(names = {"BUBBLEWRAP", "NAMESPACES"})
class SandboxTest {

  private static final Path SHELL = Path.of("/usr/bin/bash");

  @Parameter private Sandbox sandbox;
  @TempDir private Path folder;
  private Path scratch;
  private Path canary;

  @BeforeEach
  void prepare() throws Exception {
    scratch = Files.createDirectory(folder.resolve("scratch"));
    canary = Files.writeString(folder.resolve("canary"), "sings");
    assumeTrue(Files.isExecutable(SHELL) && within("true") == 0, sandbox + " is not offered here");
  }

  @Test
  void writesToItsFolderOnly() throws Exception {
    assertEquals(0, within("echo made > file"));
    assertEquals("made\n", Files.readString(scratch.resolve("file")));
    assertNotEquals(0, within("echo made > " + folder.resolve("file")));
    assertNotEquals(0, within("echo made > /usr/file-of-a-test"));
    assertNotEquals(0, within("echo made > /file-of-a-test"));
  }

  @Test
  void seesNoOtherFile() throws Exception {
    assertNotEquals(0, within("cat " + canary));
    assertNotEquals(0, within("cat /etc/passwd"));
    assertNotEquals(0, within("ls /proc/1"));
    assertEquals(
        0,
        run(
            sandbox.around(
                shell("cat " + canary), List.of(canary), Optional.of(scratch), List.of())));
    assertNotEquals(
        0,
        run(
            sandbox.around(
                shell("echo > " + canary), List.of(canary), Optional.of(scratch), List.of())));
    assertEquals("sings", Files.readString(canary));
  }

  @Test
  void reachesNobody() throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var connect = "exec 3<>/dev/tcp/127.0.0.1/" + listener.getLocalPort();
      assertEquals(0, run(shell(connect)));
      assertNotEquals(0, within(connect));
    }
  }

  @Test
  void exitsAsTheProgramDoes() throws Exception {
    assertEquals(7, within("exit 7"));
  }

  @Test
  void endsWithWhoeverStartedIt() throws Exception {
    var argv =
        sandbox.around(
            shell("sleep 61.7 & sleep 61.7"), List.of(), Optional.of(scratch), List.of());
    var allowance = Allowance.toProbe(MediaLimits.DEFAULTS);
    try (var process = ChildProcess.start("sleep", argv, scratch, allowance)) {
      while (sleepers() < 2) {
        assertTrue(process.next(Duration.ofMillis(20)).isEmpty());
      }
    }
    assertEquals(0, sleepers());
  }

  private static long sleepers() {
    return ProcessHandle.allProcesses()
        .filter(
            process -> process.info().arguments().map(List::of).orElse(List.of()).contains("61.7"))
        .filter(ProcessHandle::isAlive)
        .count();
  }

  private int within(String script) throws InterruptedException {
    return run(sandbox.around(shell(script), List.of(), Optional.of(scratch), List.of()));
  }

  private static List<String> shell(String script) {
    return List.of(SHELL.toString(), "-c", script);
  }

  private static int run(List<String> argv) throws InterruptedException {
    return Finished.run(argv, MediaLimits.DEFAULTS).exitCode();
  }
}
