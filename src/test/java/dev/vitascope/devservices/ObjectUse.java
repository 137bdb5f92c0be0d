package dev.vitascope.devservices;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What a program and a browser do with the object storage they are given. */
record ObjectUse(Map<String, String> settings) {

  static final int PART = 5 * 1024 * 1024;
  private static final String BUCKET = "videos";
  private static final HttpClient BROWSER = HttpClient.newHttpClient();

  /** Two parts over presigned URLs, listed, completed; the object is for everybody. */
  void upload(String key, byte[] first, byte[] second) throws Exception {
    try (var s3 = client();
        var presigner = presigner()) {
      s3.createBucket(b -> b.bucket(BUCKET)).join();
      var id =
          s3.createMultipartUpload(b -> b.bucket(BUCKET).key(key).acl(ObjectCannedACL.PUBLIC_READ))
              .join()
              .uploadId();
      put(presigner, key, id, 1, first);
      put(presigner, key, id, 2, second);
      var parts = s3.listParts(b -> b.bucket(BUCKET).key(key).uploadId(id)).join().parts();
      var completed =
          parts.stream()
              .map(p -> CompletedPart.builder().partNumber(p.partNumber()).eTag(p.eTag()).build())
              .toList();
      s3.completeMultipartUpload(
              b -> b.bucket(BUCKET).key(key).uploadId(id).multipartUpload(m -> m.parts(completed)))
          .join();
    }
  }

  /** A range as anybody on another site may ask for it. */
  HttpResponse<byte[]> range(String key, String range) throws Exception {
    var uri = URI.create(settings.get("VITASCOPE_S3_ENDPOINT") + "/" + BUCKET + "/" + key);
    var request =
        HttpRequest.newBuilder(uri)
            .header("Range", range)
            .header("Origin", "http://elsewhere.example");
    return BROWSER.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static void put(S3Presigner presigner, String key, String id, int number, byte[] bytes)
      throws Exception {
    var signed =
        presigner.presignUploadPart(
            p ->
                p.signatureDuration(Duration.ofHours(1))
                    .uploadPartRequest(
                        r ->
                            r.bucket(BUCKET)
                                .key(key)
                                .uploadId(id)
                                .partNumber(number)
                                .contentLength((long) bytes.length)));
    var request =
        HttpRequest.newBuilder(signed.url().toURI())
            .header("Origin", "http://elsewhere.example")
            .PUT(BodyPublishers.ofByteArray(bytes));
    var answer = BROWSER.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200
        || answer.headers().firstValue("Access-Control-Allow-Origin").isEmpty()) {
      throw new AssertionError(answer + " " + answer.headers() + answer.body());
    }
  }

  private S3AsyncClient client() {
    return S3AsyncClient.builder()
        .endpointOverride(URI.create(settings.get("VITASCOPE_S3_ENDPOINT")))
        .region(Region.of(settings.get("VITASCOPE_S3_REGION")))
        .credentialsProvider(credentials())
        .forcePathStyle(true)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .build();
  }

  private S3Presigner presigner() {
    return S3Presigner.builder()
        .endpointOverride(URI.create(settings.get("VITASCOPE_S3_ENDPOINT")))
        .region(Region.of(settings.get("VITASCOPE_S3_REGION")))
        .credentialsProvider(credentials())
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  private StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(
            settings.get("VITASCOPE_S3_ACCESS_KEY"), settings.get("VITASCOPE_S3_SECRET_KEY")));
  }
}
