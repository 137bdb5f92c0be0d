package dev.vitascope.objectstore;

import static dev.vitascope.objectstore.S3Calls.future;

import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/**
 * Makes the buckets what they need to be, as far as the storage takes it. What somebody has set
 * already stays as it is.
 */
record BucketSetup(S3AsyncClient client, S3Settings settings) {

  private static final Logger log = LoggerFactory.getLogger(BucketSetup.class);

  /** An object that holds nothing: whether it may be stored readable tells of all others. */
  private static final String TRIAL = ".readable-by-anyone";

  private static final int STRAY_DAYS = 7;

  private static final CORSRule SENDING =
      CORSRule.builder()
          .allowedOrigins("*")
          .allowedMethods("PUT", "GET", "HEAD")
          .allowedHeaders("*")
          .exposeHeaders("ETag")
          .maxAgeSeconds(3600)
          .build();

  private static final CORSRule PLAYING =
      CORSRule.builder()
          .allowedOrigins("*")
          .allowedMethods("GET", "HEAD")
          .allowedHeaders("*")
          .exposeHeaders("ETag", "Content-Length", "Content-Range", "Accept-Ranges")
          .maxAgeSeconds(3600)
          .build();

  Future<ReadableByAnyone> run() {
    return Future.all(
            make(settings.originals()), make(settings.media()), make(settings.privateMedia()))
        .compose(
            made ->
                settings
                    .archive()
                    .flatMap(ArchivePlace::bucket)
                    .map(this::make)
                    .orElseGet(Future::succeededFuture))
        .compose(
            made ->
                Future.all(
                    allowOrigins(settings.originals(), SENDING),
                    allowOrigins(settings.media(), PLAYING),
                    allowOrigins(settings.privateMedia(), PLAYING)))
        .compose(
            allowed ->
                Future.all(
                    freeParts(settings.originals()),
                    freeParts(settings.media()),
                    freeParts(settings.privateMedia())))
        .compose(freed -> publish());
  }

  private Future<Void> make(String bucket) {
    return future(client.headBucket(head -> head.bucket(bucket)))
        .<Void>mapEmpty()
        .recover(
            failure -> S3Calls.isNotFound(failure) ? create(bucket) : Future.failedFuture(failure));
  }

  /** A refusal may mean that another node was first: what counts is that the bucket is there. */
  private Future<Void> create(String bucket) {
    return future(client.createBucket(create -> create.bucket(bucket)))
        .onSuccess(created -> log.info("bucket {} made", bucket))
        .<Void>mapEmpty()
        .recover(
            refused -> future(client.headBucket(head -> head.bucket(bucket))).<Void>mapEmpty());
  }

  private Future<Void> allowOrigins(String bucket, CORSRule rule) {
    return unlessThere(
            () -> client.getBucketCors(get -> get.bucket(bucket)),
            () ->
                client.putBucketCors(
                    put -> put.bucket(bucket).corsConfiguration(cors -> cors.corsRules(rule))))
        .map(
            allowed -> {
              if (!allowed) {
                log.info(
                    "{}: the storage takes no CORS rules: pages of other origins reach this bucket"
                        + " only if it lets them in by itself, as MinIO and S3Proxy do",
                    bucket);
              }
              return null;
            });
  }

  /** For uploads that we have lost sight of; those that we know are given up before. */
  private Future<Void> freeParts(String bucket) {
    var rule =
        LifecycleRule.builder()
            .id("vitascope-stray-uploads")
            .status(ExpirationStatus.ENABLED)
            .filter(everything -> everything.prefix(""))
            .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(STRAY_DAYS))
            .build();
    return unlessThere(
            () -> client.getBucketLifecycleConfiguration(get -> get.bucket(bucket)),
            () ->
                client.putBucketLifecycleConfiguration(
                    put -> put.bucket(bucket).lifecycleConfiguration(rules -> rules.rules(rule))))
        .map(
            taken -> {
              if (!taken) {
                log.info(
                    "{}: the storage takes no lifecycle rules: parts that a crash leaves behind"
                        + " stay until somebody aborts their upload",
                    bucket);
              }
              return null;
            });
  }

  private Future<ReadableByAnyone> publish() {
    var bucket = settings.media();
    var policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["*"]},\
        "Action":["s3:GetObject"],"Resource":["arn:aws:s3:::%s/*"]}]}"""
            .formatted(bucket);
    return unlessThere(
            () -> client.getBucketPolicy(get -> get.bucket(bucket)),
            () -> client.putBucketPolicy(put -> put.bucket(bucket).policy(policy)))
        .compose(
            taken -> taken ? Future.succeededFuture(ReadableByAnyone.POLICY) : publishEach(bucket));
  }

  private Future<ReadableByAnyone> publishEach(String bucket) {
    return accepted(
            () ->
                client.putObject(
                    put -> put.bucket(bucket).key(TRIAL).acl(ObjectCannedACL.PUBLIC_READ),
                    AsyncRequestBody.empty()))
        .map(
            taken -> {
              if (taken) {
                return ReadableByAnyone.OBJECT_ACL;
              }
              log.warn(
                  "{}: the storage lets us make nothing public: published files are served by this"
                      + " program, until the bucket is made readable by anyone or a CDN that may"
                      + " read it is set",
                  bucket);
              return ReadableByAnyone.NOT_BY_US;
            });
  }

  /** False if there is none and the storage refuses ours. */
  private static Future<Boolean> unlessThere(
      Supplier<CompletableFuture<?>> question, Supplier<CompletableFuture<?>> setting) {
    return accepted(question)
        .compose(there -> there ? Future.succeededFuture(true) : accepted(setting));
  }

  /** False if the storage refuses; a storage that cannot be reached is a failure. */
  private static Future<Boolean> accepted(Supplier<CompletableFuture<?>> call) {
    return future(call.get())
        .map(true)
        .recover(
            failure ->
                S3Calls.isRefused(failure)
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(failure));
  }
}
