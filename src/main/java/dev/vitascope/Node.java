package dev.vitascope;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.api.HttpDoor;
import dev.vitascope.api.Metrics;
import dev.vitascope.api.Operation;
import dev.vitascope.bus.Broker;
import dev.vitascope.bus.Bus;
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
import dev.vitascope.media.TranscodeHandler;
import dev.vitascope.media.TranscodeRecords;
import dev.vitascope.media.Transcoder;
import dev.vitascope.objectstore.S3ObjectStore;
import dev.vitascope.pinning.KuboClient;
import dev.vitascope.pinning.PinHandler;
import dev.vitascope.pinning.PinRecords;
import dev.vitascope.pinning.PinRelease;
import dev.vitascope.status.Addresses;
import dev.vitascope.status.LiveSettings;
import dev.vitascope.status.LiveStatus;
import dev.vitascope.status.StatusOperations;
import dev.vitascope.status.VideoReads;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import io.vertx.micrometer.MicrometerMetricsFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

  private final Settings settings;
  private final PrometheusMeterRegistry meters = Metrics.registry();
  private final Vertx vertx;
  private final Bus bus;
  private final Outbox outbox = new Outbox();
  private final Tasks tasks;
  private final Database database;
  private final Broker broker;
  private final S3ObjectStore store;
  private final List<JobHandler> handlers = new ArrayList<>();
  private final Map<String, Supplier<Future<?>>> checks = new HashMap<>();
  private final Deque<String> deployments = new ArrayDeque<>();
  private int port;

  private Node(Settings settings) {
    this.settings = settings;
    this.vertx =
        Vertx.builder()
            .with(new VertxOptions().setMetricsOptions(Metrics.options()))
            .withMetrics(new MicrometerMetricsFactory(meters))
            .build();
    this.bus = new Bus(vertx);
    this.tasks = new Tasks(outbox, settings.bus().lease());
    this.database = Database.open(vertx, settings.database());
    this.broker = Broker.open(settings.bus());
    this.store = S3ObjectStore.open(settings.s3());
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
    checks.put("database", () -> database.run("SELECT 1"));
    checks.put("broker", broker::check);
  }

  private void deployStages(FfmpegBinaries ffmpeg) throws IOException {
    if (has(Role.WORKER)) {
      deployWorkers(ffmpeg);
    }
    var kubo =
        settings.pinning().hasNode()
            ? Optional.of(KuboClient.open(vertx, settings.pinning()))
            : Optional.<KuboClient>empty();
    if (has(Role.PINNER)) {
      kubo.ifPresent(this::deployPinner);
    }
    deploy(new Remover(database, store, kubo.map(node -> new PinRelease(database, node)::release)));
    deploy(new StatusBridge(bus, broker));
    deploy(new OutboxRelay(database, broker, settings.bus().node()));
    deploy(new Reaper(database, tasks, settings.bus(), handlers, meters));
  }

  private void deployWorkers(FfmpegBinaries ffmpeg) throws IOException {
    var ladder = Ladder.in(Path.of("conf"));
    var handler =
        new TranscodeHandler(
            Transcoder.of(ffmpeg, settings.media(), ladder),
            store,
            new TranscodeRecords(database, tasks, outbox),
            bus,
            settings.data().resolve("scratch"),
            meters);
    for (int slot = 0; slot < settings.media().slots(); slot++) {
      work(handler);
    }
  }

  private void deployPinner(KuboClient kubo) {
    work(
        new PinHandler(
            kubo,
            store,
            new PinRecords(database, tasks, outbox),
            new PinRelease(database, kubo),
            bus,
            meters));
  }

  private void work(JobHandler handler) {
    handlers.add(handler);
    deploy(new JobLoop(handler, broker, database, tasks, settings.bus(), meters));
  }

  private void openDoors() {
    var uploads = new UploadRecords(database, tasks, outbox);
    deploy(new UploadExpiry(uploads, store, settings.ingest()));
    var reads = new VideoReads(database);
    var live = new LiveStatus(bus, reads, LiveSettings.defaults(), meters);
    deploy(live);
    var operations = new HashMap<String, Operation>();
    operations.putAll(
        new UploadOperations(new Uploads(vertx, store, uploads, settings.ingest())).operations());
    var addresses = new Addresses(store::publicUrl, settings.pinning().gateway());
    operations.putAll(new StatusOperations(reads, addresses).all());
    operations.putAll(
        new CatalogOperations(
                new CatalogRecords(database, tasks, outbox), id -> reads.video(id, addresses))
            .operations());
    Map<String, Function<Vertx, Router>> mounts =
        Map.of("/eventbus", live::router, "/media", new MediaRoute(store)::router);
    var door = new HttpDoor(settings.http(), operations, checks, meters, mounts);
    try {
      deploy(door);
    } catch (Exception e) {
      throw new StartException("Port %d cannot be opened".formatted(settings.http().port()), e);
    }
    port = door.port();
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

  private void deploy(Deployable deployable) {
    deployments.push(await(vertx.deployVerticle(deployable)));
  }

  @Override
  public void close() {
    while (!deployments.isEmpty()) {
      quietly(vertx.undeploy(deployments.pop()));
    }
    quietly(broker.close());
    quietly(database.close());
    store.close();
    quietly(vertx.close());
  }

  private static void quietly(Future<?> closing) {
    try {
      closing.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      log.warn("not closed in good order: {}", e.toString());
    }
  }
}
