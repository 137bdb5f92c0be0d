package dev.vitascope.catalog;

import dev.vitascope.video.Wording;
import java.util.Optional;

/**
 * What a person changes of a video; what is absent stays.
 *
 * @param description an empty one takes it away
 */
record Edit(Optional<String> title, Optional<String> description, Optional<Boolean> keepOriginal) {

  Edit checked() {
    title.ifPresent(Wording.TITLE::checked);
    description.ifPresent(Wording.DESCRIPTION::checked);
    return this;
  }
}
