package dev.vitascope.cli;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.Settings;
import dev.vitascope.SettingsSource;
import dev.vitascope.db.Database;
import dev.vitascope.devservices.DevServices;
import dev.vitascope.devservices.DevServicesOptions;
import dev.vitascope.devservices.Part;
import dev.vitascope.fsck.Disagreement;
import dev.vitascope.fsck.Fsck;
import dev.vitascope.objectstore.S3ObjectStore;
import dev.vitascope.pinning.KuboClient;
import dev.vitascope.pinning.PinningSettings;
import dev.vitascope.video.Cid;
import dev.vitascope.video.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vitascope fsck}: what disagrees between database, storage and IPFS. */
@Command(
    name = "fsck",
    description = "Names all in which database, storage and IPFS disagree; changes nothing.",
    mixinStandardHelpOptions = true)
final class FsckCommand implements Callable<Integer> {

  /** The SQLSTATE of PostgreSQL and CockroachDB. */
  private static final String NO_SUCH_TABLE = "42P01";

  @Spec private CommandSpec spec;

  @Option(names = "--data", description = "Where embedded services keep their data.")
  private Path data;

  @Option(names = "--json", description = "Print what is found as JSON on standard output.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    System.setProperty("logback.configurationFile", "logback-quiet.xml");
    var source = SettingsSource.of(System.getenv(), Path.of("conf")).with(options());
    var lines = new ServiceLines(spec.commandLine().getErr());
    var options = DevServicesOptions.in(Settings.data(source)).withParts(needed(source));
    try (var services = DevServices.start(options, lines::tell)) {
      return tell(look(source.with(services.settings())));
    } catch (PgException e) {
      if (!NO_SUCH_TABLE.equals(e.getSqlState())) {
        throw e;
      }
      spec.commandLine().getErr().println("No node has ever run on this database.");
      return ExitCode.LACKING;
    }
  }

  private Map<String, String> options() {
    return data == null ? Map.of() : Map.of(Settings.DATA, data.toString());
  }

  /** The broker has nothing to say here. */
  private static EnumSet<Part> needed(SettingsSource source) {
    var parts = EnumSet.noneOf(Part.class);
    Session.ADDRESSES.forEach(
        (part, setting) -> {
          if (part != Part.PULSAR && !source.has(setting)) {
            parts.add(part);
          }
        });
    return parts;
  }

  private static List<Disagreement> look(SettingsSource source) {
    var vertx = Vertx.vertx();
    var store = S3ObjectStore.open(Settings.s3(source));
    try {
      var database = Database.open(vertx, Settings.database(source));
      return new Fsck(database, store, pinned(vertx, Settings.pinning(source))).run();
    } finally {
      store.close();
      await(vertx.close());
    }
  }

  private static Optional<Function<Cid, Future<Boolean>>> pinned(
      Vertx vertx, PinningSettings settings) {
    return settings.hasNode()
        ? Optional.of(KuboClient.open(vertx, settings)::pinned)
        : Optional.empty();
  }

  private int tell(List<Disagreement> found) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.write(found));
    } else {
      found.forEach(out::println);
      out.println(found.isEmpty() ? "All agree." : found.size() + " disagreements.");
    }
    out.flush();
    return found.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
