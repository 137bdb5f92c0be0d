package dev.vitascope.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitascope.video.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What became of one file. */
public sealed interface Outcome {

  Path file();

  /** The video as {@code GET /videos/{id}} gave it last; empty if there is none. */
  Optional<ObjectNode> video();

  /** Whether the file's video failed, on whichever way. */
  boolean failed();

  /**
   * The server has settled it: {@code Completed} or {@code Failed}.
   *
   * @param took how long each stage took, as seen from here
   */
  record Settled(Path file, ObjectNode settled, Map<Stage, Duration> took) implements Outcome {
    @Override
    public Optional<ObjectNode> video() {
      return Optional.of(settled);
    }

    @Override
    public boolean failed() {
      return !settled.path("status").asText().equals("Completed");
    }
  }

  /** Uploaded, and not waited for. */
  record HandedOver(Path file, ObjectNode handedOver) implements Outcome {
    @Override
    public Optional<ObjectNode> video() {
      return Optional.of(handedOver);
    }

    @Override
    public boolean failed() {
      return false;
    }
  }

  /**
   * It did not come so far.
   *
   * @param why in words for a person
   * @param environment whether the reason lies outside: no server answers
   */
  record Broken(Path file, Optional<ObjectNode> video, String why, boolean environment)
      implements Outcome {
    @Override
    public boolean failed() {
      return true;
    }
  }

  /** Whether the video is done and its copy on IPFS is pinned. */
  default boolean pinned() {
    return !failed()
        && video().map(v -> v.at("/ipfs/status").asText().equals("pinned")).orElse(false);
  }
}
