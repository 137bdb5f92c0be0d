package dev.vitascope.video;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureTest {

  /** Clients match on codes and people read the sentences: both stand in the documents. */
  @Test
  void isDocumented() throws IOException {
    var rows =
        Files.readAllLines(Path.of("docs/failures.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .toList();
    var missing =
        Arrays.stream(Failure.values())
            .filter(failure -> rows.stream().noneMatch(row -> tells(row, failure)))
            .toList();
    assertEquals(List.of(), missing);
    assertEquals(Failure.values().length, rows.size());
  }

  private static boolean tells(String row, Failure failure) {
    return row.startsWith("| `" + failure.code() + "` |")
        && row.contains("| " + failure.sentence() + " |")
        && row.contains(failure.retriable() ? "| yes |" : "| no |");
  }
}
