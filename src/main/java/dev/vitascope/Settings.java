package dev.vitascope;

import dev.vitascope.access.AccessSettings;
import dev.vitascope.api.HttpSettings;
import dev.vitascope.bus.BusSettings;
import dev.vitascope.db.DatabaseSettings;
import dev.vitascope.ingest.IngestSettings;
import dev.vitascope.media.MediaSettings;
import dev.vitascope.media.PictureEncoder;
import dev.vitascope.objectstore.ArchivePlace;
import dev.vitascope.objectstore.Encryption;
import dev.vitascope.objectstore.S3Settings;
import dev.vitascope.pinning.PinningSettings;
import dev.vitascope.retention.RetentionSettings;
import dev.vitascope.tracing.TracingSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that a node is told, checked at start. Its text form has no secret in it.
 *
 * @param data where scratch files lie
 * @param server where browsers reach this program, with no slash at the end
 */
public record Settings(
    Set<Role> roles,
    Path data,
    URI server,
    HttpSettings http,
    AccessSettings access,
    DatabaseSettings database,
    BusSettings bus,
    S3Settings s3,
    IngestSettings ingest,
    MediaSettings media,
    PinningSettings pinning,
    RetentionSettings retention,
    Optional<TracingSettings> tracing) {

  public static final String DATABASE_URL = "VITASCOPE_DATABASE_URL";
  public static final String PULSAR_URL = "VITASCOPE_PULSAR_URL";
  public static final String PULSAR_ADMIN_URL = "VITASCOPE_PULSAR_ADMIN_URL";
  public static final String S3_ENDPOINT = "VITASCOPE_S3_ENDPOINT";
  public static final String IPFS_API = "VITASCOPE_IPFS_API";
  public static final String IPFS_PROOF_GATEWAY = "VITASCOPE_IPFS_PROOF_GATEWAY";
  public static final String PIN_SERVICES = "VITASCOPE_PIN_SERVICES";
  public static final String STOP_GRACE = "VITASCOPE_STOP_GRACE";
  public static final String PORT = "VITASCOPE_PORT";
  public static final String PUBLIC_URL = "VITASCOPE_PUBLIC_URL";
  public static final String TLS_CA = "VITASCOPE_TLS_CA";
  public static final String TLS_CERT = "VITASCOPE_TLS_CERT";
  public static final String TOKEN = "VITASCOPE_TOKEN";
  public static final String DATA = "VITASCOPE_DATA";

  private static final int DATABASE_CONNECTIONS = 16;
  private static final long GIGABYTE = 1_000_000_000;

  /**
   * Reads all settings.
   *
   * @throws SettingsException naming the first that cannot be used
   */
  public static Settings read(SettingsSource source) {
    try {
      requireEncrypted(source);
      return new Settings(
          source
              .parsed("VITASCOPE_ROLES", "a list of web, worker, pinner", Role::parse)
              .orElse(EnumSet.allOf(Role.class)),
          data(source),
          server(source),
          http(source),
          access(source),
          database(source),
          bus(source),
          s3(source),
          ingest(source),
          media(source),
          pinning(source),
          retention(source),
          tracing(source));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(e.getMessage(), e);
    }
  }

  private static void requireEncrypted(SettingsSource source) {
    var allowed = PlainText.allowedBy(source);
    if (source.flag("VITASCOPE_REQUIRE_TLS") && !allowed.isEmpty()) {
      throw new SettingsException(
          "VITASCOPE_REQUIRE_TLS is on, and these let data go unencrypted: "
              + String.join(", ", allowed));
    }
  }

  /** Has the authorities trusted that are named; before the first connection is opened. */
  public static void trust(SettingsSource source) throws IOException {
    var named = source.text(TLS_CA).map(Path::of).map(Authorities::new);
    if (named.isPresent()) {
      named.get().trust();
    }
  }

  static String host(SettingsSource source) {
    return source.text("VITASCOPE_HOST").orElse(HttpSettings.DEFAULT_HOST);
  }

  private static Optional<HttpSettings.Tls> certificate(SettingsSource source) {
    return source
        .text(TLS_CERT)
        .map(
            certificate ->
                HttpSettings.Tls.of(
                    Path.of(certificate), Path.of(source.required("VITASCOPE_TLS_KEY"))));
  }

  /** Where this program keeps what is its own. */
  public static Path data(SettingsSource source) {
    return Path.of(source.text(DATA).orElse(".vitascope")).toAbsolutePath().normalize();
  }

  public static DatabaseSettings database(SettingsSource source) {
    return new DatabaseSettings(source.requiredUri(DATABASE_URL), DATABASE_CONNECTIONS);
  }

  public static BusSettings bus(SettingsSource source) {
    return BusSettings.of(
        source.requiredUri(PULSAR_URL),
        source.uri(PULSAR_ADMIN_URL),
        nodeName(),
        Duration.ofSeconds(source.number(STOP_GRACE, 20)),
        Clustering.of(source));
  }

  public static PinningSettings pinning(SettingsSource source) {
    return PinningSettings.of(source.uri(IPFS_API), source.uri("VITASCOPE_IPFS_GATEWAY"))
        .with(Keepers.of(source))
        .provenBy(source.uri(IPFS_PROOF_GATEWAY));
  }

  public static RetentionSettings retention(SettingsSource source) {
    return RetentionSettings.ofDays(
            source.number("VITASCOPE_ORIGINALS_DAYS", RetentionSettings.COMPLETED_DAYS),
            source.number("VITASCOPE_FAILED_ORIGINALS_DAYS", RetentionSettings.FAILED_DAYS))
        .withProofs(source.has(IPFS_PROOF_GATEWAY));
  }

  /** Who may call. */
  public static AccessSettings access(SettingsSource source) {
    return Admission.of(source);
  }

  /** What a client of ours calls with. */
  public static Optional<String> token(SettingsSource source) {
    return source.text(TOKEN);
  }

  private static Optional<TracingSettings> tracing(SettingsSource source) {
    return source
        .uri("VITASCOPE_OTLP_ENDPOINT")
        .map(
            endpoint ->
                new TracingSettings(
                    endpoint,
                    source.pairs("VITASCOPE_OTLP_HEADERS"),
                    source.number("VITASCOPE_TRACE_PERCENT", 100)));
  }

  private static IngestSettings ingest(SettingsSource source) {
    var usual = IngestSettings.DEFAULTS;
    return usual
        .openAtOnce(source.number("VITASCOPE_OPEN_UPLOADS_PER_CLIENT", usual.openAtOnce()))
        .bytesPerDay(
            source
                .number("VITASCOPE_UPLOAD_GB_PER_DAY_PER_CLIENT")
                .map(gigabytes -> gigabytes * GIGABYTE));
  }

  private static HttpSettings http(SettingsSource source) {
    var s3 = s3(source);
    var origins =
        Stream.of(
                Optional.of(server(source)),
                Optional.of(s3.reachable()),
                s3.cdn(),
                source.uri("VITASCOPE_IPFS_GATEWAY"))
            .flatMap(Optional::stream)
            .toList();
    return new HttpSettings(
        host(source),
        source.number(PORT, HttpSettings.DEFAULT_PORT),
        Optional.empty(),
        certificate(source),
        source.flag("VITASCOPE_BEHIND_PROXY"),
        source.number("VITASCOPE_CALLS_PER_MINUTE_PER_CLIENT"),
        origins);
  }

  public static S3Settings s3(SettingsSource source) {
    var media = source.text("VITASCOPE_S3_MEDIA_BUCKET").orElse("vitascope-media");
    return new S3Settings(
            source.requiredUri(S3_ENDPOINT),
            source.text("VITASCOPE_S3_REGION").orElse("us-east-1"),
            source.required("VITASCOPE_S3_ACCESS_KEY"),
            source.required("VITASCOPE_S3_SECRET_KEY"),
            source.text("VITASCOPE_S3_BUCKET").orElse("vitascope-originals"),
            media,
            source.uri("VITASCOPE_S3_PUBLIC_ENDPOINT"),
            source.uri("VITASCOPE_CDN_URL"),
            URI.create(server(source) + "/media"))
        .withPrivateMedia(source.text("VITASCOPE_S3_PRIVATE_BUCKET").orElse(media + "-private"))
        .withArchive(
            ArchivePlace.of(
                source.text("VITASCOPE_S3_ARCHIVE_BUCKET"),
                source.text("VITASCOPE_S3_ARCHIVE_CLASS")))
        .withEncryption(
            source
                .parsed("VITASCOPE_S3_ENCRYPTION", "off, offered or required", Encryption::of)
                .orElse(Encryption.OFFERED));
  }

  private static URI server(SettingsSource source) {
    var server =
        source
            .text(PUBLIC_URL)
            .orElse(
                (source.has(TLS_CERT) ? "https" : "http")
                    + "://localhost:"
                    + source.number(PORT, HttpSettings.DEFAULT_PORT));
    return URI.create(server.replaceFirst("/+$", ""));
  }

  public static MediaSettings media(SettingsSource source) {
    var usual = MediaSettings.DEFAULTS;
    return new MediaSettings(
        source.text("VITASCOPE_FFMPEG").map(Path::of),
        source.text("VITASCOPE_FFPROBE").map(Path::of),
        source.number("VITASCOPE_WORKER_SLOTS", usual.slots()),
        source
            .parsed("VITASCOPE_ENCODER", "x264, nvenc, qsv, vaapi or auto", PictureEncoder::wanted)
            .orElse(usual.encoders()),
        source.text("VITASCOPE_FFMPEG_PRESET"),
        source.number("VITASCOPE_FFMPEG_THREADS", usual.threads()),
        source.number("VITASCOPE_FFMPEG_NICENESS", usual.niceness()),
        source.text("VITASCOPE_SANDBOX").isEmpty() || source.flag("VITASCOPE_SANDBOX"),
        usual.limits());
  }

  /** Unique per start, so that a node never takes an earlier one's lease for its own. */
  private static String nodeName() {
    return host() + "-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "node";
    }
  }
}
