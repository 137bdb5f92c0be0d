package dev.vitascope.bus;

import dev.vitascope.video.VideoEvent;
import dev.vitascope.video.VideoId;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;

/**
 * The typed event bus of this node. What is published reaches every node by way of the broker, this
 * one too; what the broker brings is delivered to those who listen here. Only commands go from node
 * to node directly, where the nodes are a cluster.
 */
public final class Bus {

  private static final String OUTGOING = "video.events.outgoing";
  private static final String INCOMING = "video.events.incoming";
  private static final String LOOK = "jobs.look";
  private static final DeliveryOptions LOCAL =
      new DeliveryOptions().setLocalOnly(true).setCodecName(VideoEventCodec.NAME);

  private final EventBus eventBus;

  public Bus(Vertx vertx) {
    this.eventBus = vertx.eventBus();
    eventBus.registerCodec(new VideoEventCodec());
  }

  /** Tells everyone, soon and perhaps not at all: for facts that the next one replaces. */
  public void publish(VideoEvent event) {
    eventBus.publish(OUTGOING, event, LOCAL);
  }

  /** Hears every event of the deployment, on the caller's context. */
  public MessageConsumer<VideoEvent> onEvent(Consumer<VideoEvent> listener) {
    return eventBus.localConsumer(INCOMING, message -> listener.accept(message.body()));
  }

  /**
   * Has whoever works on a video look at its lease at once, which may be gone: what would be
   * noticed with the next heartbeat anyway.
   */
  public void look(VideoId video) {
    eventBus.publish(LOOK, video.toString());
  }

  /** Hears of leases to be looked at, from every node of the cluster. */
  MessageConsumer<String> onLook(Consumer<VideoId> listener) {
    return eventBus.consumer(LOOK, message -> listener.accept(VideoId.parse(message.body())));
  }

  void deliver(VideoEvent event) {
    eventBus.publish(INCOMING, event, LOCAL);
  }

  MessageConsumer<VideoEvent> onOutgoing(Consumer<VideoEvent> bridge) {
    return eventBus.localConsumer(OUTGOING, message -> bridge.accept(message.body()));
  }
}
