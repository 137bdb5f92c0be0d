package dev.vitascope.objectstore;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The client that calls the storage, and the signer of URLs for those who call it themselves. */
record S3Connection(S3Settings settings, S3AsyncClient client, S3Presigner presigner) {

  private static final int CONNECTIONS = 64;
  private static final int WAITING = 2_000;
  private static final int ATTEMPTS = 4;
  private static final Duration ATTEMPT = Duration.ofMinutes(1);
  private static final Duration CALL = Duration.ofMinutes(4);

  /** Joining the parts of ten gigabytes takes a storage on plain files minutes. */
  static final Duration JOINING = Duration.ofMinutes(10);

  /** What carries no content is answered soon or, as far as we can tell, never. */
  static void question(AwsRequestOverrideConfiguration.Builder patience) {
    patience.apiCallAttemptTimeout(Duration.ofSeconds(10)).apiCallTimeout(Duration.ofSeconds(25));
  }

  static S3Connection open(S3Settings settings, MeterRegistry meters) {
    return new S3Connection(settings, client(settings, meters), presigner(settings));
  }

  void close() {
    client.close();
    presigner.close();
  }

  private static S3AsyncClient client(S3Settings settings, MeterRegistry meters) {
    return S3AsyncClient.builder()
        .endpointOverride(settings.endpoint())
        .region(Region.of(settings.region()))
        .credentialsProvider(credentials(settings))
        .serviceConfiguration(configuration(settings))
        // Trailing checksums in chunks are Amazon's own: other storages answer 400 to them.
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        // Where a checksum is required, older storages know Content-MD5 only.
        .addPlugin(LegacyMd5Plugin.create())
        .overrideConfiguration(
            patience().toBuilder().addMetricPublisher(new CallMeters(meters)).build())
        .httpClientBuilder(
            NettyNioAsyncHttpClient.builder()
                .maxConcurrency(CONNECTIONS)
                .maxPendingConnectionAcquires(WAITING)
                .connectionTimeout(Duration.ofSeconds(5))
                .connectionAcquisitionTimeout(ATTEMPT)
                .writeTimeout(ATTEMPT)
                .readTimeout(JOINING))
        .build();
  }

  private static S3Presigner presigner(S3Settings settings) {
    return S3Presigner.builder()
        .endpointOverride(settings.reachable())
        .region(Region.of(settings.region()))
        .credentialsProvider(credentials(settings))
        .serviceConfiguration(configuration(settings))
        .build();
  }

  private static ClientOverrideConfiguration patience() {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(ATTEMPT)
        .apiCallTimeout(CALL)
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .backoffStrategy(
                    BackoffStrategy.exponentialDelay(Duration.ofMillis(100), Duration.ofSeconds(5)))
                .build())
        .build();
  }

  private static S3Configuration configuration(S3Settings settings) {
    return S3Configuration.builder()
        .pathStyleAccessEnabled(settings.pathStyle())
        .chunkedEncodingEnabled(false)
        .build();
  }

  private static StaticCredentialsProvider credentials(S3Settings settings) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey()));
  }
}
