package dev.vitascope.devservices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {

  @TempDir private Path folder;

  @Test
  void isFilledOnceHoweverManyAsk() throws Exception {
    var fills = new AtomicInteger();
    Callable<Path> asking =
        () -> new Cache(folder).entry("thing", draft -> write(draft, "" + fills.incrementAndGet()));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertEquals(8, threads.invokeAll(Collections.nCopies(8, asking)).size());
    }
    assertEquals(1, fills.get());
    assertEquals("1", Files.readString(folder.resolve("thing/file")));
  }

  @Test
  void keepsNothingOfWhatFailedHalfway() {
    assertThrows(IOException.class, () -> new Cache(folder).entry("thing", this::failHalfway));
    assertFalse(Files.exists(folder.resolve("thing")));
    assertFalse(Files.exists(folder.resolve("thing.draft")));
  }

  @Test
  void startsAfreshWhereAnotherWasKilled() throws Exception {
    Files.createDirectories(folder.resolve("thing.draft/half"));
    var entry = new Cache(folder).entry("thing", draft -> write(draft, "whole"));
    assertFalse(Files.exists(entry.resolve("half")));
    assertEquals("whole", Files.readString(entry.resolve("file")));
  }

  private void failHalfway(Path draft) throws IOException {
    write(draft, "half");
    throw new IOException("no more");
  }

  private static void write(Path draft, String text) throws IOException {
    Files.writeString(draft.resolve("file"), text);
  }
}
