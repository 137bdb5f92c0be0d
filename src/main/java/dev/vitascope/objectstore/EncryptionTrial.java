package dev.vitascope.objectstore;

import static dev.vitascope.objectstore.S3Calls.future;

import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Finds out whether the storage encrypts what it is asked to, by an object that holds nothing. */
record EncryptionTrial(S3AsyncClient client, S3Settings settings) {

  private static final Logger log = LoggerFactory.getLogger(EncryptionTrial.class);
  private static final String TRIAL = ".encrypted";

  /** Whether every object is to be stored encrypted; fails if that is required and not done. */
  Future<Boolean> run() {
    return switch (settings.encryption()) {
      case OFF -> Future.succeededFuture(false);
      case OFFERED -> encrypts().onSuccess(this::tell);
      case REQUIRED ->
          encrypts()
              .compose(
                  done ->
                      done
                          ? Future.succeededFuture(true)
                          : Future.failedFuture(
                              S3Calls.unavailable(
                                  "VITASCOPE_S3_ENCRYPTION is required, and the storage does not"
                                      + " encrypt what it is asked to (SSE-S3).")));
    };
  }

  private Future<Boolean> encrypts() {
    return store()
        .compose(stored -> future(client.headObject(head -> head.bucket(bucket()).key(TRIAL))))
        .map(found -> found.serverSideEncryption() == ServerSideEncryption.AES256)
        .recover(
            failure ->
                S3Calls.isRefused(failure)
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(failure));
  }

  private Future<?> store() {
    return future(
        client.putObject(
            put ->
                put.bucket(bucket()).key(TRIAL).serverSideEncryption(ServerSideEncryption.AES256),
            AsyncRequestBody.empty()));
  }

  private void tell(boolean done) {
    if (!done) {
      log.info(
          "the storage does not encrypt when it is asked to (SSE-S3): objects are encrypted only if"
              + " it does so by itself");
    }
  }

  private String bucket() {
    return settings.originals();
  }
}
