package dev.vitascope.objectstore;

import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Calls to the storage as futures, their failures typed. */
final class S3Calls {

  private static final int NOT_FOUND = 404;
  private static final int NOT_IMPLEMENTED = 501;

  private S3Calls() {}

  /** The call's result, on the caller's context where it has one. */
  static <T> Future<T> future(CompletableFuture<T> call) {
    var context = Vertx.currentContext();
    var answer =
        context == null
            ? Future.fromCompletionStage(call)
            : Future.fromCompletionStage(call, context);
    return answer.recover(failure -> Future.failedFuture(typed(failure)));
  }

  static VideoException unavailable(String message) {
    return new VideoException(Failure.STORAGE_UNAVAILABLE, message);
  }

  /** Whether the storage says that the bucket, object or upload is not there. */
  static boolean isNotFound(Throwable failure) {
    return failure.getCause() instanceof S3Exception answer && answer.statusCode() == NOT_FOUND;
  }

  /** Whether the object or upload is not there, in a bucket that is. */
  static boolean isAbsent(Throwable failure) {
    return isNotFound(failure) && !(failure.getCause() instanceof NoSuchBucketException);
  }

  /** Whether the storage does not do such a thing, or not for us; another try changes nothing. */
  static boolean isRefused(Throwable failure) {
    return failure.getCause() instanceof S3Exception answer
        && (answer.statusCode() / 100 == 4 || answer.statusCode() == NOT_IMPLEMENTED);
  }

  private static VideoException typed(Throwable failure) {
    var cause =
        failure instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : failure;
    return new VideoException(Failure.STORAGE_UNAVAILABLE, cause);
  }
}
