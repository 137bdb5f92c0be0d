package dev.vitascope.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

  private static final Supervisor POLITE = new Supervisor("TERM", Duration.ofSeconds(1));

  @Test
  void exitsAsTheCommandDid() throws Exception {
    assertEquals(7, start(Supervisor.AT_ONCE, "bash", "-c", "exit 7").waitFor());
  }

  @Test
  void killsChildAndGrandchildWhenThePipeEnds() throws Exception {
    var process = start(Supervisor.AT_ONCE, "bash", "-c", "sleep 600 & echo $!; echo $$; wait");
    var grandchild = readPid(process);
    var child = readPid(process);
    process.getOutputStream().close();
    assertTrue(process.waitFor(10, SECONDS));
    await().until(() -> !alive(child) && !alive(grandchild));
  }

  @Test
  void killsWhatIgnoresTheStopSignalOnceTheGraceIsOver() throws Exception {
    var process = start(POLITE, "bash", "-c", "trap '' TERM; echo $$; while :; do sleep 0.1; done");
    var child = readPid(process);
    process.getOutputStream().close();
    assertTrue(process.waitFor(10, SECONDS));
    await().until(() -> !alive(child));
  }

  @RepeatedTest(10)
  void passesTheStopSignalOn() throws Exception {
    var process =
        start(
            POLITE,
            "bash",
            "-c",
            "exec 2>/dev/null; trap 'exit 5' TERM; echo $$; while :; do sleep 0.01; done");
    readPid(process);
    // Unlike that of the process itself this leaves the pipe as it is.
    process.toHandle().destroy();
    assertEquals(5, process.waitFor());
  }

  @Test
  void leavesNothingWhenItIsStoppedAtAnyMomentOfItsStart(@TempDir Path folder) throws Exception {
    for (int delay = 0; delay < 40; delay += 2) {
      var pid = folder.resolve("pid" + delay);
      var process = start(POLITE, "bash", "-c", "echo $$ >" + pid + "; exec sleep 600");
      Thread.sleep(delay);
      process.destroy();
      assertTrue(process.waitFor(10, SECONDS));
      // It may have been ended before it could say anything.
      var said = Files.exists(pid) ? Files.readString(pid).strip() : "";
      assertFalse(!said.isEmpty() && alive(Long.parseLong(said)));
    }
  }

  private static Process start(Supervisor supervisor, String... argv) throws IOException {
    return new ProcessBuilder(supervisor.wrap(List.of(argv))).start();
  }

  private static long readPid(Process process) throws IOException {
    return Long.parseLong(process.inputReader(UTF_8).readLine());
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
