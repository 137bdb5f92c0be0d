package dev.vitascope;

import dev.vitascope.media.FfmpegBinaries;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
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

  private final Adapters adapters;
  private final Deployments deployments;
  private volatile boolean stopping;
  private int port;

  private Node(Adapters adapters) {
    this.adapters = adapters;
    this.deployments = new Deployments(adapters.vertx());
  }

  /**
   * Starts a node and returns when it serves. Blocks.
   *
   * @param ffmpeg what a worker encodes with
   * @throws StartException if a service cannot be used, or the port not be opened
   */
  public static Node start(Settings settings, FfmpegBinaries ffmpeg) throws IOException {
    log.info("{}", settings);
    var node = new Node(Adapters.open(settings));
    try {
      node.adapters.prepare();
      new Stages(node.adapters, ffmpeg).start(node.deployments);
      node.port = new Doors(node.adapters, node.checks()).open(node.deployments);
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

  private Map<String, Supplier<Future<?>>> checks() {
    return Map.of(
        "serving", this::serving,
        "database", () -> adapters.database().run("SELECT 1"),
        "broker", adapters.broker()::check);
  }

  private Future<?> serving() {
    return stopping
        ? Future.failedFuture(new VideoException(Failure.OVERLOADED, "This node is stopping."))
        : Future.succeededFuture();
  }

  /** Not ready any more; jobs at work end or are handed back; doors answer what they began. */
  @Override
  public void close() {
    stopping = true;
    deployments.stop(PATIENCE.plus(adapters.settings().bus().grace()));
    adapters.close();
  }
}
