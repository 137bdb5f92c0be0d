package dev.vitascope.bus;

/** The topics of the broker (specification, "Message Queue"). */
public enum Topic {
  TRANSCODE_QUEUE("video-transcode-queue"),
  PIN_QUEUE("video-pin-queue"),
  STATUS_UPDATES("video-status-updates"),
  TRANSCODE_DEAD_LETTERS("video-transcode-dead-letters"),
  PIN_DEAD_LETTERS("video-pin-dead-letters");

  private final String topicName;

  Topic(String topicName) {
    this.topicName = topicName;
  }

  public String topicName() {
    return topicName;
  }
}
