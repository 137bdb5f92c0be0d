package dev.vitascope.cli;

import dev.vitascope.Node;
import dev.vitascope.Settings;
import dev.vitascope.SettingsSource;
import dev.vitascope.access.TokenHash;
import dev.vitascope.devservices.DevServices;
import dev.vitascope.devservices.DevServicesOptions;
import dev.vitascope.devservices.Part;
import dev.vitascope.media.FfmpegBinaries;
import dev.vitascope.media.FfmpegFinder;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;

/** One {@code up}, from the first service to the last. */
final class Session {

  /** What was asked for. */
  record Wanted(List<Path> files, boolean sample, boolean exit, boolean json) {}

  static final Map<Part, String> ADDRESSES =
      new EnumMap<>(
          Map.of(
              Part.POSTGRES, Settings.DATABASE_URL,
              Part.PULSAR, Settings.PULSAR_URL,
              Part.S3, Settings.S3_ENDPOINT,
              Part.IPFS, Settings.IPFS_API));

  private final SettingsSource source;
  private final Path folder;
  private final CountDownLatch stop;
  private final CommandLine shell;
  private final PrintWriter err;
  private final ServiceLines lines;

  Session(SettingsSource source, Path folder, CountDownLatch stop, CommandLine shell) {
    this.source = source;
    this.folder = folder;
    this.stop = stop;
    this.shell = shell;
    this.err = shell.getErr();
    this.lines = new ServiceLines(err);
  }

  int run(Wanted wanted) throws IOException, InterruptedException {
    var options = DevServicesOptions.in(folder).withParts(embedded());
    try (var services = DevServices.start(options, lines::tell)) {
      var callable = callable(source.with(services.settings()));
      var settings = Settings.read(callable);
      var ffmpeg = new FfmpegFinder(settings.media()).find();
      lines.line("ffmpeg", ffmpeg.source(), ffmpeg.version(), "", "");
      try (var node = Node.start(settings, ffmpeg)) {
        var server = address(settings, node.port());
        services.address(server.toString());
        var client = new VideoClient(server, Settings.token(callable), Retries.CALLS);
        return serve(wanted, settings, ffmpeg, client);
      }
    } catch (InterruptedException | RuntimeException e) {
      if (stop.getCount() > 0) {
        throw e;
      }
      return wanted.exit() ? ExitCode.FAILED : ExitCode.DONE;
    }
  }

  /** Where callers are asked who they are, this program has a token too. */
  private static SettingsSource callable(SettingsSource source) {
    return Settings.access(source).isOpen() || source.has(Settings.TOKEN)
        ? source
        : source.with(Map.of(Settings.TOKEN, TokenHash.newToken()));
  }

  private int serve(Wanted wanted, Settings settings, FfmpegBinaries ffmpeg, VideoClient client)
      throws IOException, InterruptedException {
    var server = client.server();
    err.printf(
        "%n  page       %s/%n  API        %s/docs%n  data       %s%n", server, server, folder);
    err.printf("  stop       Ctrl-C%n%n");
    var files = new ArrayList<>(wanted.files());
    if (wanted.sample()) {
      files.add(new SampleClip(ffmpeg, settings.data().resolve("sample")).make());
    }
    int code = files.isEmpty() ? ExitCode.DONE : ingest(client, files, settings, wanted);
    if (!wanted.exit()) {
      stop.await();
    }
    return code;
  }

  /** A certificate is for a name. */
  private static URI address(Settings settings, int port) {
    var host = settings.http().tls().isPresent() ? "https://localhost:" : "http://127.0.0.1:";
    return URI.create(host + port);
  }

  /** As any client would: over HTTP, by presigned URLs. */
  private int ingest(VideoClient server, List<Path> files, Settings settings, Wanted wanted)
      throws InterruptedException {
    boolean pins = settings.pinning().hasNode();
    var until = pins ? Follow.Until.PIN_SETTLED : Follow.Until.STORED;
    try (var client = server) {
      List<Outcome> outcomes;
      try (var display = Console.standardError().display()) {
        outcomes = new Ingest(client, display).all(files, Announced.NOTHING, Optional.of(until));
      }
      Report.print(outcomes, client, wanted.json(), shell.getOut(), shell.getErr());
      if (!pins) {
        err.println("Nothing was pinned: there is no IPFS node. `./vitascope doctor` says more.");
      }
      int code = Report.exitCode(outcomes);
      boolean all = outcomes.stream().allMatch(Outcome::pinned);
      return code != ExitCode.DONE || all ? code : pins ? ExitCode.FAILED : ExitCode.LACKING;
    }
  }

  private Set<Part> embedded() {
    var parts = EnumSet.noneOf(Part.class);
    ADDRESSES.forEach(
        (part, setting) -> {
          if (source.has(setting)) {
            lines.line(part.title(), "configured", "", "", "");
          } else {
            parts.add(part);
          }
        });
    return parts;
  }
}
