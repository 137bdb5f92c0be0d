package dev.vitascope.objectstore;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Writes what comes into the caller's own memory, so that a long file needs no more of it than a
 * short one; anew from its beginning where the call is repeated. Ends with how many bytes came.
 */
final class Stretch implements AsyncResponseTransformer<GetObjectResponse, Integer> {

  private final ByteBuffer memory;
  private volatile CompletableFuture<Integer> done = new CompletableFuture<>();

  Stretch(ByteBuffer memory) {
    this.memory = memory.slice();
  }

  @Override
  public CompletableFuture<Integer> prepare() {
    done = new CompletableFuture<>();
    return done;
  }

  @Override
  public void onResponse(GetObjectResponse response) {}

  @Override
  public void onStream(SdkPublisher<ByteBuffer> publisher) {
    publisher.subscribe(new Filling(memory.duplicate(), done));
  }

  @Override
  public void exceptionOccurred(Throwable error) {
    done.completeExceptionally(error);
  }

  private record Filling(ByteBuffer memory, CompletableFuture<Integer> done)
      implements Subscriber<ByteBuffer> {

    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    /** What is more than was asked for is no part of the file. */
    @Override
    public void onNext(ByteBuffer bytes) {
      int taken = Math.min(bytes.remaining(), memory.remaining());
      memory.put(bytes.slice(bytes.position(), taken));
    }

    @Override
    public void onError(Throwable error) {
      done.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
      done.complete(memory.position());
    }
  }
}
