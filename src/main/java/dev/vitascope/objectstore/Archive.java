package dev.vitascope.objectstore;

import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import io.vertx.core.Future;

/**
 * The place of originals that are kept and no longer worked with. Every call is safe to repeat, and
 * none removes what has not been seen whole at the other end. Failures are those of {@link
 * ObjectStore}.
 */
public interface Archive {

  /** Moves an original here. */
  Future<Void> take(ObjectKey original);

  /** Moves it back. */
  Future<Void> bringBack(ObjectKey original);

  Future<Boolean> has(ObjectKey original);

  Future<Void> delete(ObjectKey original);
}
