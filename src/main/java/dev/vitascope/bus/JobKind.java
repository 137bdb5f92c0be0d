package dev.vitascope.bus;

import java.util.Locale;

/** What can be done for a video as a job, and where it is announced. */
public enum JobKind {
  TRANSCODE(Topic.TRANSCODE_QUEUE, Topic.TRANSCODE_DEAD_LETTERS, "transcoders", 5),
  PIN(Topic.PIN_QUEUE, Topic.PIN_DEAD_LETTERS, "pinners", 12);

  private final Topic queue;
  private final Topic deadLetters;
  private final String subscription;
  private final int maxAttempts;

  JobKind(Topic queue, Topic deadLetters, String subscription, int maxAttempts) {
    this.queue = queue;
    this.deadLetters = deadLetters;
    this.subscription = subscription;
    this.maxAttempts = maxAttempts;
  }

  public Topic queue() {
    return queue;
  }

  public Topic deadLetters() {
    return deadLetters;
  }

  String subscription() {
    return subscription;
  }

  int maxAttempts() {
    return maxAttempts;
  }

  /** The word in the table of tasks. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static JobKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
