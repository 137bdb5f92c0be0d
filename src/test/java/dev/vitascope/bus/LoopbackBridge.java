package dev.vitascope.bus;

import dev.vitascope.video.VideoEvent;

/** A broker that brings this node's events straight back, as a deployment of one node would. */
public record LoopbackBridge(Bus bus) {

  public LoopbackBridge {
    bus.onOutgoing(bus::deliver);
  }

  public void publish(VideoEvent event) {
    bus.publish(event);
  }
}
