package dev.vitascope.objectstore;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** From the SDK's futures to ours, and from its exceptions to what they mean here. */
final class S3Answers {

  private static final int NOT_FOUND = 404;

  private S3Answers() {}

  static <T> Future<T> of(CompletableFuture<T> answer) {
    return Future.fromCompletionStage(answer)
        .recover(failure -> Future.failedFuture(typed(failure)));
  }

  /** The answer, or what stands for "it is not there". */
  static <T> Future<T> orIfAbsent(CompletableFuture<T> answer, T absent) {
    return Future.fromCompletionStage(answer)
        .recover(
            failure ->
                status(failure) == NOT_FOUND
                    ? Future.succeededFuture(absent)
                    : Future.failedFuture(typed(failure)));
  }

  /** The status of the storage's refusal; 0 if it did not answer. */
  static int status(Throwable failure) {
    return unwrapped(failure) instanceof S3Exception refused ? refused.statusCode() : 0;
  }

  private static Throwable typed(Throwable failure) {
    var cause = unwrapped(failure);
    return cause instanceof VideoException
        ? cause
        : new VideoException(Failure.STORAGE_UNAVAILABLE, cause);
  }

  private static Throwable unwrapped(Throwable failure) {
    var cause = failure;
    while ((cause instanceof CompletionException || cause instanceof VideoException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
