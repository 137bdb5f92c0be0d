package dev.vitascope;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.api.HttpDoor;
import dev.vitascope.api.Metrics;
import dev.vitascope.api.Operation;
import dev.vitascope.bus.Broker;
import dev.vitascope.bus.Bus;
import dev.vitascope.bus.Cluster;
import dev.vitascope.bus.ClusterSettings;
import dev.vitascope.bus.JobHandler;
import dev.vitascope.bus.JobLoop;
import dev.vitascope.bus.Outbox;
import dev.vitascope.bus.OutboxRelay;
import dev.vitascope.bus.Reaper;
import dev.vitascope.bus.StatusBridge;
import dev.vitascope.bus.Tasks;
import dev.vitascope.catalog.CatalogOperations;
import dev.vitascope.catalog.CatalogRecords;
import dev.vitascope.catalog.Remover;
import dev.vitascope.db.Database;
import dev.vitascope.db.Migrations;
import dev.vitascope.delivery.MediaRoute;
import dev.vitascope.ingest.UploadExpiry;
import dev.vitascope.ingest.UploadOperations;
import dev.vitascope.ingest.UploadRecords;
import dev.vitascope.ingest.Uploads;
import dev.vitascope.media.FfmpegBinaries;
import dev.vitascope.media.Ladder;
import dev.vitascope.media.Sweeper;
import dev.vitascope.media.TranscodeHandler;
import dev.vitascope.media.TranscodeRecords;
import dev.vitascope.media.Transcoder;
import dev.vitascope.objectstore.S3ObjectStore;
import dev.vitascope.pinning.CopyCheckLoop;
import dev.vitascope.pinning.KuboClient;
import dev.vitascope.pinning.Pace;
import dev.vitascope.pinning.PinHandler;
import dev.vitascope.pinning.PinRecords;
import dev.vitascope.pinning.PinRelease;
import dev.vitascope.pinning.ProofGateway;
import dev.vitascope.pinning.RemotePinLoop;
import dev.vitascope.retention.Retention;
import dev.vitascope.retention.RetentionLoop;
import dev.vitascope.status.Addresses;
import dev.vitascope.status.LiveSettings;
import dev.vitascope.status.LiveStatus;
import dev.vitascope.status.StatusOperations;
import dev.vitascope.status.VideoReads;
import dev.vitascope.tracing.Tracing;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import io.vertx.micrometer.MicrometerMetricsFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running node: its adapters opened, its stages deployed, its doors open last. Closing goes the
 * other way: doors shut, jobs at work are handed back, adapters close.
 */
public final class Node implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Node.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Settings settings;
  private final PrometheusMeterRegistry meters = Metrics.registry();
  private final Tracing tracing;
  private final Vertx vertx;
  private final Bus bus;
  private final Outbox outbox = new Outbox();
  private final Tasks tasks;
  private final Database database;
  private final Broker broker;
  private final S3ObjectStore store;
  private final Map<String, Supplier<Future<?>>> checks = new HashMap<>();
  private final Deployments deployments;
  private volatile boolean stopping;
  private int port;

  private Node(Settings settings) {
    this.settings = settings;
    this.tracing = Tracing.of(settings.tracing(), settings.bus().node());
    this.vertx = vertx(settings.bus().cluster(), meters);
    this.deployments = new Deployments(vertx);
    this.bus = new Bus(vertx);
    this.tasks = new Tasks(outbox, settings.bus().lease());
    this.database = Database.open(vertx, settings.database());
    this.broker = Broker.open(settings.bus());
    this.store = S3ObjectStore.open(settings.s3(), meters);
  }

  private static Vertx vertx(Optional<ClusterSettings> settings, PrometheusMeterRegistry meters) {
    var options = new VertxOptions().setMetricsOptions(Metrics.options());
    var cluster = settings.map(Cluster::new);
    cluster.ifPresent(joined -> joined.in(options));
    var builder = Vertx.builder().with(options).withMetrics(new MicrometerMetricsFactory(meters));
    return cluster.isPresent() ? await(cluster.get().join(builder)) : builder.build();
  }

  /**
   * Starts a node and returns when it serves. Blocks.
   *
   * @param ffmpeg what a worker encodes with
   * @throws StartException if a service cannot be used, or the port not be opened
   */
  public static Node start(Settings settings, FfmpegBinaries ffmpeg) throws IOException {
    log.info("{}", settings);
    var node = new Node(settings);
    try {
      node.open();
      node.deployStages(ffmpeg);
      node.openDoors();
      return node;
    } catch (IOException | RuntimeException e) {
      log.error("not started", e);
      node.close();
      throw e;
    }
  }

  /** Where it serves. */
  public int port() {
    return port;
  }

  private void open() {
    var queues = broker.prepare();
    var buckets = store.prepare();
    required(Settings.DATABASE_URL, () -> Migrations.run(settings.database()));
    required(Settings.PULSAR_URL, () -> await(queues));
    required(Settings.S3_ENDPOINT, () -> await(buckets));
    settings.bus().admin().ifPresent(broker::dropRepeats);
    checks.put("serving", this::serving);
    checks.put("database", () -> database.run("SELECT 1"));
    checks.put("broker", broker::check);
  }

  private void deployStages(FfmpegBinaries ffmpeg) throws IOException {
    var kubo =
        settings.pinning().hasNode()
            ? Optional.of(KuboClient.open(vertx, settings.pinning()))
            : Optional.<KuboClient>empty();
    var handlers = new ArrayList<JobHandler>();
    if (has(Role.WORKER)) {
      new DiskSpaceMetrics(settings.data().toFile()).bindTo(meters);
      handlers.addAll(Collections.nCopies(settings.media().slots(), transcoding(ffmpeg)));
    }
    if (has(Role.PINNER)) {
      kubo.map(this::pinning).ifPresent(handlers::add);
    }
    deployments.add(
        new StatusBridge(bus, broker),
        new OutboxRelay(database, broker, settings.bus().node(), tracing),
        new Reaper(database, tasks, settings.bus(), handlers, meters),
        new Sweeper(database, store),
        new Remover(database, store, kubo.map(node -> new PinRelease(database, node)::release)));
    if (has(Role.PINNER)) {
      deployments.add(retention(kubo));
      kubo.map(this::remotePins).ifPresent(deployments::add);
      kubo.map(this::copyChecks).ifPresent(deployments::add);
    }
    deployments.add(handlers.stream().map(this::slot).toArray(Deployable[]::new));
  }

  private Deployable slot(JobHandler handler) {
    return new JobLoop(handler, bus, broker, database, tasks, settings.bus(), meters, tracing);
  }

  private Deployable remotePins(KuboClient kubo) {
    return new RemotePinLoop(
        vertx, settings.pinning(), kubo, database, settings.bus().node(), Pace.USUAL, meters);
  }

  private Deployable copyChecks(KuboClient kubo) {
    return new CopyCheckLoop(
        kubo,
        store,
        settings.pinning().proof().map(gateway -> ProofGateway.open(vertx, gateway)),
        database,
        tasks,
        settings.bus().node(),
        Pace.USUAL,
        meters);
  }

  /** Whoever pins can prove pins, so it is they who let originals go. */
  private Deployable retention(Optional<KuboClient> kubo) {
    var retention =
        new Retention(database, store, kubo.map(node -> node::pinned), settings.retention());
    return new RetentionLoop(
        retention,
        RetentionLoop.turn(database, settings.bus().node()),
        settings.retention(),
        meters);
  }

  private JobHandler transcoding(FfmpegBinaries ffmpeg) throws IOException {
    return new TranscodeHandler(
        Transcoder.of(ffmpeg, settings.media(), Ladder.in(Path.of("conf"))),
        store,
        new TranscodeRecords(database, tasks, outbox),
        bus,
        settings.data().resolve("scratch"),
        meters);
  }

  private JobHandler pinning(KuboClient kubo) {
    return new PinHandler(
        kubo,
        store,
        new PinRecords(database, tasks, outbox, settings.pinning()),
        new PinRelease(database, kubo),
        bus,
        meters);
  }

  private void openDoors() {
    var uploads = new UploadRecords(database, tasks, outbox);
    var reads = new VideoReads(database);
    var live = new LiveStatus(bus, reads, LiveSettings.defaults(), meters);
    deployments.add(new UploadExpiry(uploads, store, settings.ingest()), live);
    var operations = new HashMap<String, Operation>();
    operations.putAll(
        new UploadOperations(new Uploads(vertx, store, uploads, settings.ingest())).operations());
    var addresses = new Addresses(store::publicUrl, settings.pinning().gateway());
    operations.putAll(new StatusOperations(reads, addresses).all());
    operations.putAll(
        new CatalogOperations(
                new CatalogRecords(database, tasks, outbox),
                id -> reads.video(id, addresses),
                bus::look)
            .operations());
    Map<String, Function<Vertx, Router>> mounts =
        Map.of("/eventbus", live::router, "/media", new MediaRoute(store)::router);
    var door = new HttpDoor(settings.http(), operations, checks, meters, tracing, mounts);
    try {
      deployments.add(door);
    } catch (Exception e) {
      throw new StartException("Port %d cannot be opened".formatted(settings.http().port()), e);
    }
    port = door.port();
  }

  private Future<?> serving() {
    return stopping
        ? Future.failedFuture(new VideoException(Failure.OVERLOADED, "This node is stopping."))
        : Future.succeededFuture();
  }

  private static void required(String setting, Runnable step) {
    try {
      step.run();
    } catch (Exception e) {
      throw new StartException(setting + " cannot be used", e);
    }
  }

  private boolean has(Role role) {
    return settings.roles().contains(role);
  }

  /** Not ready any more; jobs at work end or are handed back; doors answer what they began. */
  @Override
  public void close() {
    stopping = true;
    deployments.stop(PATIENCE.plus(settings.bus().grace()));
    Deployments.quietly(broker.close(), PATIENCE);
    Deployments.quietly(database.close(), PATIENCE);
    store.close();
    Deployments.quietly(vertx.close(), PATIENCE);
    tracing.close();
  }
}
