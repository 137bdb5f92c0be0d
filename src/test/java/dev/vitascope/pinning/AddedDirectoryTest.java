package dev.vitascope.pinning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.video.Cid;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddedDirectoryTest {

  private static final String LEAF = "bafkrei" + "a".repeat(52);
  private static final String NODE = "bafybei" + "a".repeat(52);
  private static final long LARGE = 300_000;

  private static final String MASTER = line("master.m3u8", LEAF, 100);
  private static final String SEGMENT = line("720p/00000.m4s", NODE, LARGE + 108);
  private static final String FOLDER = line("720p", NODE, LARGE + 200);
  private static final String ROOT = line("", NODE, LARGE + 400);
  private static final Map<String, Long> SENT =
      Map.of("master.m3u8", 100L, "720p/00000.m4s", LARGE);

  @Test
  void theLineWithoutANameIsTheDirectory() {
    var added = check(MASTER + SEGMENT + FOLDER + ROOT);
    assertEquals(new Cid(NODE), added.root());
    assertEquals(
        Map.of("master.m3u8", new Cid(LEAF), "720p/00000.m4s", new Cid(NODE)), added.files());
    assertEquals(LARGE + 100, added.bytes());
  }

  @Test
  void withoutTheDirectoryItFailed() {
    refused("ends without the directory", MASTER + SEGMENT + FOLDER);
  }

  @Test
  void aFileThatIsNotAnsweredForFailsIt() {
    refused("lacks 720p/00000.m4s", MASTER + FOLDER + ROOT);
  }

  @Test
  void aFileThatWasNotSentFailsIt() {
    refused("not sent: other", MASTER + SEGMENT + FOLDER + line("other", LEAF, 1) + ROOT);
  }

  @Test
  void aFileCutShortFailsIt() {
    var smallCut = line("master.m3u8", LEAF, 99);
    var largeCut = line("720p/00000.m4s", NODE, LARGE - 1);
    refused("master.m3u8 has 100 bytes", smallCut + SEGMENT + FOLDER + ROOT);
    refused("720p/00000.m4s has 300000 bytes", MASTER + largeCut + FOLDER + ROOT);
  }

  @Test
  void aLineThatIsNoEntryIsRefused() {
    var error = "{\"Message\":\"blockstore: full\",\"Code\":0,\"Type\":\"error\"}\n";
    assertThrows(IllegalArgumentException.class, () -> AddedEntry.parse(MASTER + error));
    assertThrows(IllegalArgumentException.class, () -> AddedEntry.parse(MASTER + "{\"Na"));
  }

  private static AddedDirectory check(String lines) {
    return AddedDirectory.of(AddedEntry.parse(lines), SENT);
  }

  private static void refused(String why, String lines) {
    var refusal = assertThrows(VideoException.class, () -> check(lines));
    assertEquals(Failure.IPFS_UNAVAILABLE, refusal.failure());
    assertTrue(refusal.getCause().getMessage().contains(why), refusal.getCause().getMessage());
  }

  private static String line(String name, String cid, long size) {
    return "{\"Name\":\"%s\",\"Hash\":\"%s\",\"Size\":\"%d\"}\n".formatted(name, cid, size);
  }
}
