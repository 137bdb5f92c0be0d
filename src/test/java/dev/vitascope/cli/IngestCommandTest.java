package dev.vitascope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestCommandTest {

  @TempDir Path folder;
  private final FakeServer server = new FakeServer();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String first;
  private String second;

  @BeforeEach
  void twoFiles() throws IOException {
    first = Files.write(folder.resolve("one.mp4"), new byte[2500]).toString();
    second = Files.write(folder.resolve("two.mov"), new byte[700]).toString();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void printsOneJsonObjectAVideoAndNothingElse() {
    server.onCreated = IngestCommandTest::succeeds;
    assertEquals(ExitCode.DONE, ingest(first, second, "--json"));
    var lines = out.toString().lines().map(JsonObject::new).toList();
    assertEquals(2, lines.size());
    assertEquals("one.mp4", lines.get(0).getString("filename"));
    assertEquals("two.mov", lines.get(1).getString("filename"));
    assertEquals("Completed", lines.get(0).getString("status"));
  }

  @Test
  void saysWhereToWatch() {
    server.onCreated = IngestCommandTest::succeeds;
    assertEquals(ExitCode.DONE, ingest(first, "--title", "By the sea"));
    var id = server.onlyVideo().id;
    var expected =
        """
        By the sea
          Video      %s
          Status     Completed
          Watch      %s/watch/%s
          HLS        http://cdn.test/master.m3u8
          MP4 720p   http://cdn.test/720p.mp4
          IPFS       bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi
        """
            .formatted(id, server.address(), id);
    assertTrue(out.toString().startsWith(expected), out.toString());
    assertTrue(
        out.toString()
            .lines()
            .anyMatch(line -> line.matches("  Took       uploading +\\d+\\.\\d s")));
  }

  @Test
  void aVideoThatFailsFailsTheCommand() {
    server.onCreated = video -> video.failWith("not_a_video", "This is not a video.");
    assertEquals(ExitCode.FAILED, ingest(first, "--json"));
    assertEquals("Failed", new JsonObject(out.toString()).getString("status"));
    assertTrue(err.toString().contains("This is not a video."));
  }

  @Test
  void doesNotWaitWhenToldNotTo() {
    assertEquals(ExitCode.DONE, ingest(first, "--no-wait", "--json"));
    assertEquals("Uploading", new JsonObject(out.toString()).getString("status"));
    assertTrue(server.callsTo("/progress").isEmpty());
  }

  @Test
  void tellsWrongUsageFromALackingEnvironment() {
    assertEquals(ExitCode.USAGE, run("ingest"));
    assertEquals(ExitCode.USAGE, run("ingest", folder.resolve("absent.mp4").toString()));
    assertEquals(ExitCode.USAGE, run("ingest", first, "--server", "ftp://example"));
    assertEquals(ExitCode.USAGE, run("status", "17"));
    assertEquals(ExitCode.USAGE, run());
    assertEquals(ExitCode.LACKING, run("ingest", first, "--server", "localhost:1"));
    assertEquals(ExitCode.DONE, run("--version"));
  }

  @Test
  void statusShowsOneVideo() {
    server.onCreated = IngestCommandTest::succeeds;
    ingest(first, "--json");
    var id = server.onlyVideo().id.toString();
    var printed = out.toString();
    out.getBuffer().setLength(0);
    assertEquals(
        ExitCode.DONE, run("status", id, "--server", server.address().toString(), "--json"));
    assertEquals(new JsonObject(printed), new JsonObject(out.toString()));
    var absent = "00000000-0000-4000-8000-000000000000";
    assertEquals(ExitCode.FAILED, run("status", absent, "--server", server.address().toString()));
    assertTrue(err.toString().contains("There is no video with this id."));
  }

  private static void succeeds(FakeVideo video) {
    video
        .say("Transcoding", "queued", 20, false, "queued")
        .say("Transcoding", "encoding", 60, true, "queued")
        .say("Completed", "pinning", 100, true, "pinning")
        .say("Completed", "done", 100, true, "pinned");
  }

  private int ingest(String... more) {
    var args = new ArrayList<String>();
    args.add("ingest");
    args.addAll(List.of(more));
    args.addAll(List.of("--server", server.address().toString()));
    return run(args.toArray(String[]::new));
  }

  private int run(String... args) {
    var commandLine = Vitascope.commandLine();
    IngestCommand ingest = commandLine.getSubcommands().get("ingest").getCommand();
    ingest.remembersIn(new PendingUploads(folder.resolve("state")));
    return commandLine
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
