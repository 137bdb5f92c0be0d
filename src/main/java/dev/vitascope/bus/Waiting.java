package dev.vitascope.bus;

import io.vertx.core.Future;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/**
 * Waits for futures on the virtual threads that do jobs. These belong to no Vert.x context, because
 * an interrupt while {@code Future.await} waits leaves its context's queue stuck, and interrupting
 * is how a job is stopped.
 */
public final class Waiting {

  private Waiting() {}

  /**
   * What the future brings. It throws what the future failed with, as it is.
   *
   * @throws CancellationException if the thread was interrupted, which it then still is
   */
  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      throw Waiting.<RuntimeException>unchecked(e.getCause());
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E unchecked(Throwable failure) throws E {
    throw (E) failure;
  }
}
