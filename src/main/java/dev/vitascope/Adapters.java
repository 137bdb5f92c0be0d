package dev.vitascope;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.api.Metrics;
import dev.vitascope.bus.Broker;
import dev.vitascope.bus.Bus;
import dev.vitascope.bus.Cluster;
import dev.vitascope.bus.ClusterSettings;
import dev.vitascope.bus.Outbox;
import dev.vitascope.bus.Tasks;
import dev.vitascope.db.Database;
import dev.vitascope.db.Migrations;
import dev.vitascope.objectstore.S3ObjectStore;
import dev.vitascope.tracing.Tracing;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import java.time.Duration;
import java.util.Optional;

/**
 * What a node opens before anything of it runs, and what all of it works with: its connections, and
 * what goes over them.
 */
record Adapters(
    Settings settings,
    PrometheusMeterRegistry meters,
    Tracing tracing,
    Vertx vertx,
    Bus bus,
    Outbox outbox,
    Tasks tasks,
    Database database,
    Broker broker,
    S3ObjectStore store)
    implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Connects to nothing yet but the cluster. */
  static Adapters open(Settings settings) {
    var meters = Metrics.registry();
    var vertx = vertx(settings.bus().cluster(), meters);
    var outbox = new Outbox();
    return new Adapters(
        settings,
        meters,
        Tracing.of(settings.tracing(), settings.bus().node()),
        vertx,
        new Bus(vertx),
        outbox,
        new Tasks(outbox, settings.bus().lease()),
        Database.open(vertx, settings.database()),
        Broker.open(settings.bus()),
        S3ObjectStore.open(settings.s3(), meters));
  }

  private static Vertx vertx(Optional<ClusterSettings> settings, PrometheusMeterRegistry meters) {
    var options = new VertxOptions().setMetricsOptions(Metrics.options());
    var cluster = settings.map(Cluster::new);
    cluster.ifPresent(joined -> joined.in(options));
    var builder = Vertx.builder().with(options).withMetrics(new MicrometerMetricsFactory(meters));
    return cluster.isPresent() ? await(cluster.get().join(builder)) : builder.build();
  }

  /**
   * Has the services made ready: the schema, the queues, the buckets. Blocks.
   *
   * @throws StartException naming the setting of the first that cannot be used
   */
  void prepare() {
    var queues = broker.prepare();
    var buckets = store.prepare();
    required(Settings.DATABASE_URL, () -> Migrations.run(settings.database()));
    required(Settings.PULSAR_URL, () -> await(queues));
    required(Settings.S3_ENDPOINT, () -> await(buckets));
    settings.bus().admin().ifPresent(broker::dropRepeats);
  }

  private static void required(String setting, Runnable step) {
    try {
      step.run();
    } catch (Exception e) {
      throw new StartException(setting + " cannot be used", e);
    }
  }

  @Override
  public void close() {
    Deployments.quietly(broker.close(), PATIENCE);
    Deployments.quietly(database.close(), PATIENCE);
    store.close();
    Deployments.quietly(vertx.close(), PATIENCE);
    tracing.close();
  }
}
