package dev.vitascope.catalog;

import dev.vitascope.video.Visibility;
import dev.vitascope.video.Wording;
import java.util.Optional;

/**
 * What a person changes of a video; what is absent stays.
 *
 * @param description an empty one takes it away
 * @param visibility public or private
 */
record Edit(
    Optional<String> title,
    Optional<String> description,
    Optional<Boolean> keepOriginal,
    Optional<Visibility> visibility) {

  Edit checked() {
    title.ifPresent(Wording.TITLE::checked);
    description.ifPresent(Wording.DESCRIPTION::checked);
    return this;
  }
}
