package dev.vitascope.objectstore;

import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CORSRule;

/**
 * Sets the buckets up as far as the storage takes it. A refusal is no failure: services differ in
 * what they know, so it is told with what follows from it.
 */
record S3Buckets(S3AsyncClient client, S3Settings settings) {

  private static final Logger log = LoggerFactory.getLogger(S3Buckets.class);

  /** How anyone is let read published files. */
  enum PublicRead {
    BUCKET_POLICY,
    OBJECT_ACL
  }

  Future<PublicRead> prepare() {
    return make(settings.originals())
        .compose(made -> make(settings.media()))
        .compose(made -> cors(settings.originals()))
        .compose(set -> cors(settings.media()))
        .compose(set -> publicRead());
  }

  private Future<Void> make(String bucket) {
    return S3Answers.orIfAbsent(
            client.headBucket(r -> r.bucket(bucket)).thenApply(there -> true), false)
        .compose(
            there ->
                there
                    ? Future.<Void>succeededFuture()
                    : S3Answers.of(client.createBucket(r -> r.bucket(bucket))).mapEmpty());
  }

  private Future<Void> cors(String bucket) {
    var rule =
        CORSRule.builder()
            .allowedOrigins("*")
            .allowedMethods("GET", "HEAD", "PUT")
            .allowedHeaders("*")
            .exposeHeaders("ETag", "Content-Length", "Content-Range")
            .maxAgeSeconds(86_400)
            .build();
    return S3Answers.of(
            client.putBucketCors(
                r -> r.bucket(bucket).corsConfiguration(cors -> cors.corsRules(rule))))
        .<Void>mapEmpty()
        .recover(
            refused -> {
              log.info(
                  "{}: the storage takes no CORS rules ({}); pages of other origins reach it only"
                      + " if it answers them by itself",
                  bucket,
                  S3Answers.status(refused));
              return Future.succeededFuture();
            });
  }

  private Future<PublicRead> publicRead() {
    var policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",\
        "Action":["s3:GetObject"],"Resource":["arn:aws:s3:::%s/*"]}]}"""
            .formatted(settings.media());
    return S3Answers.of(client.putBucketPolicy(r -> r.bucket(settings.media()).policy(policy)))
        .map(PublicRead.BUCKET_POLICY)
        .recover(
            refused -> {
              log.info(
                  "{}: the storage takes no bucket policy ({}); each object is made readable",
                  settings.media(),
                  S3Answers.status(refused));
              return Future.succeededFuture(PublicRead.OBJECT_ACL);
            });
  }
}
