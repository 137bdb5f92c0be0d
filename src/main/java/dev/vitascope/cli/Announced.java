package dev.vitascope.cli;

import dev.vitascope.video.Visibility;
import java.util.Optional;

/**
 * What a person wants of a video besides that it is there.
 *
 * @param title empty leaves it to the server
 * @param visibility public or private
 */
record Announced(Optional<String> title, Visibility visibility) {

  static final Announced NOTHING = new Announced(Optional.empty(), Visibility.PUBLIC);

  boolean isPrivate() {
    return visibility == Visibility.PRIVATE;
  }
}
