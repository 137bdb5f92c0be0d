package dev.vitascope.media;

import dev.vitascope.video.VideoId;

/**
 * Under what an attempt stores: {@code <video>/<attempt>-<recipe>}. By the recipe a later attempt
 * knows whether what this one made goes with its own.
 *
 * @param attempt from 1
 * @param recipe of {@link EncodeCommand#recipe}
 */
record AttemptPrefix(VideoId video, int attempt, String recipe) {

  AttemptPrefix before(int earlier) {
    return new AttemptPrefix(video, earlier, recipe);
  }

  /** The key of a file of the attempt. */
  String key(String name) {
    return this + "/" + name;
  }

  /** The attempt that has stored under this key. */
  static int attempt(String key) {
    var folder = key.split("/", 3)[1];
    return Integer.parseInt(folder.split("-", 2)[0]);
  }

  @Override
  public String toString() {
    return "%s/%d-%s".formatted(video, attempt, recipe);
  }
}
