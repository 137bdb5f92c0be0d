package dev.vitascope.devservices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLockTest {

  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  @TempDir private Path data;
  private Process child;

  @BeforeEach
  void startAChild() throws IOException {
    child = new ProcessBuilder("sleep", "600").start();
  }

  @AfterEach
  void endIt() {
    child.destroyForcibly();
  }

  @Test
  void tellsWhoHasTheFolder() {
    try (var lock = DataLock.acquire(data)) {
      lock.address("http://127.0.0.1:9");
      var refusal = assertThrows(DataFolderInUse.class, () -> DataLock.acquire(data));
      assertEquals("http://127.0.0.1:9", refusal.address());
      assertEquals(ProcessHandle.current().pid(), refusal.pid());
    }
  }

  @Test
  void isFreeAgainWhenGivenBack() {
    DataLock.acquire(data).close();
    DataLock.acquire(data).close();
  }

  @Test
  void endsTheChildrenOfADeadOwner() throws Exception {
    leave(ProcessIdentity.of(child.toHandle()));
    DataLock.acquire(data).close();
    assertFalse(child.isAlive());
  }

  @Test
  void sparesAProcessThatOnlyHasTheSameNumber() throws Exception {
    leave(new ProcessIdentity(child.pid(), LONG_AGO));
    DataLock.acquire(data).close();
    assertTrue(child.isAlive());
  }

  @Test
  void remembersTheChildrenItAdopts() throws Exception {
    try (var lock = DataLock.acquire(data)) {
      lock.adopt(child.toHandle());
      var owner = Owner.read(data.resolve("owner.properties")).orElseThrow();
      assertEquals(List.of(child.pid()), owner.children().stream().map(c -> c.pid()).toList());
    }
  }

  private void leave(ProcessIdentity orphan) throws IOException {
    var dead = new ProcessIdentity(ProcessHandle.current().pid(), LONG_AGO);
    new Owner(dead, "", List.of(orphan)).write(data.resolve("owner.properties"));
  }
}
