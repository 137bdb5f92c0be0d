package dev.vitascope.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.video.Cid;
import dev.vitascope.video.Failure;
import dev.vitascope.video.IpfsStatus;
import dev.vitascope.video.Json;
import dev.vitascope.video.Progress;
import dev.vitascope.video.Progress.Fault;
import dev.vitascope.video.Progress.Ipfs;
import dev.vitascope.video.Progress.RenditionProgress;
import dev.vitascope.video.Resolution;
import dev.vitascope.video.Stage;
import dev.vitascope.video.VideoId;
import dev.vitascope.video.VideoStatus;
import dev.vitascope.video.Visibility;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Rows of the tables as the records of the API. */
final class Rows {

  private Rows() {}

  static Progress progress(Row row) {
    return new Progress(
        id(row),
        status(row),
        Stage.of(row.getString("stage")),
        row.getDouble("percent"),
        row.getBoolean("playable"),
        Optional.ofNullable(row.getLong("eta_seconds")),
        Optional.ofNullable(row.getDouble("speed")).filter(speed -> isEncoding(row)),
        Optional.ofNullable(row.getLong("queue_position")),
        List.of(Json.read(row.getValue("renditions").toString(), RenditionProgress[].class)),
        ipfs(row),
        fault(row),
        row.getLong("version"),
        instant(row, "updated_at"));
  }

  static Video video(
      Row row, List<Transcode> transcodes, List<Copies.Kept> services, Addresses addresses) {
    return new Video(
        id(row),
        Optional.ofNullable(row.getUUID("file_id")),
        text(row, "title"),
        text(row, "description"),
        row.getString("filename"),
        text(row, "file_path"),
        Optional.ofNullable(row.getLong("file_size")),
        text(row, "checksum"),
        text(row, "ipfs_cid"),
        row.getString("upload_status"),
        status(row),
        Stage.of(row.getString("stage")),
        row.getDouble("percent"),
        row.getBoolean("playable"),
        visibility(row),
        row.getBoolean("keep_original"),
        row.getString("original"),
        json(row, "probe"),
        copies(row, services),
        transcodes,
        playback(row, transcodes, addresses),
        json(row, "timings"),
        fault(row),
        row.getLong("version"),
        instant(row, "created_at"),
        instant(row, "updated_at"),
        Optional.ofNullable(row.getOffsetDateTime("completed_at")).map(at -> at.toInstant()));
  }

  static Transcode transcode(Row row, Addresses addresses) {
    return new Transcode(
        row.getUUID("id"),
        row.getString("format"),
        Resolution.parse(row.getString("resolution")),
        row.getInteger("width"),
        row.getInteger("height"),
        text(row, "file_path"),
        text(row, "file_cid"),
        text(row, "file_path").map(addresses::published),
        row.getLong("size"));
  }

  static VideoSummary summary(Row row, AddressBook book) {
    var addresses = book.of(id(row), visibility(row), Duration.ZERO);
    return new VideoSummary(
        id(row),
        text(row, "title"),
        row.getString("filename"),
        Optional.ofNullable(row.getLong("file_size")),
        status(row),
        Stage.of(row.getString("stage")),
        row.getDouble("percent"),
        row.getBoolean("playable"),
        visibility(row),
        text(row, "ipfs_cid"),
        poster(row, addresses),
        fault(row),
        instant(row, "created_at"),
        instant(row, "updated_at"));
  }

  static Segment segment(Row row) {
    return new Segment(
        row.getLong("sequence"),
        row.getBigDecimal("duration"),
        text(row, "file_path"),
        text(row, "file_cid"));
  }

  private static Playback playback(Row row, List<Transcode> transcodes, Addresses addresses) {
    return new Playback(
        text(row, "published_prefix")
            .filter(prefix -> row.getBoolean("playable"))
            .map(addresses::masterPlaylist),
        transcodes.stream().flatMap(transcode -> transcode.mp4().stream()).toList(),
        text(row, "ipfs_cid").flatMap(addresses::onGateway),
        poster(row, addresses),
        thumbnails(row, addresses),
        addresses.expiresAt());
  }

  private static Optional<URI> poster(Row row, Addresses addresses) {
    return text(row, "published_prefix")
        .filter(prefix -> row.getInteger("thumbnails") > 0)
        .map(addresses::poster);
  }

  private static List<URI> thumbnails(Row row, Addresses addresses) {
    return text(row, "published_prefix").stream()
        .flatMap(
            prefix ->
                IntStream.rangeClosed(1, row.getInteger("thumbnails"))
                    .mapToObj(n -> addresses.thumbnail(prefix, n)))
        .toList();
  }

  private static boolean isEncoding(Row row) {
    return row.getString("stage").equals(Stage.ENCODING.word());
  }

  static Visibility visibility(Row row) {
    return Visibility.of(row.getString("visibility"));
  }

  /** How long the original is, once that is known; zero before. */
  static Duration length(Row row) {
    double seconds = json(row, "probe").map(probe -> probe.path("duration").asDouble()).orElse(0.0);
    return Duration.ofSeconds((long) seconds);
  }

  private static VideoStatus status(Row row) {
    return VideoStatus.ofColumn(row.getString("upload_status"));
  }

  private static Ipfs ipfs(Row row) {
    var status = IpfsStatus.of(row.getString("ipfs_status"));
    var total = Optional.ofNullable(row.getLong("ipfs_total"));
    var sent = Optional.ofNullable(row.getLong("ipfs_sent"));
    boolean pinning = status == IpfsStatus.PINNING && total.isPresent();
    return new Ipfs(
        status,
        text(row, "ipfs_cid").map(Cid::new),
        sent.filter(bytes -> pinning).map(bytes -> Math.min(bytes, total.get())),
        total.filter(bytes -> pinning));
  }

  private static Copies copies(Row row, List<Copies.Kept> services) {
    var ours = ipfs(row);
    boolean pinned = ours.status() == IpfsStatus.PINNED;
    return new Copies(
        ours, fault(row, "pin_failure").filter(failure -> !pinned), proof(row), services);
  }

  private static Optional<Copies.Proof> proof(Row row) {
    return text(row, "proof")
        .map(
            status ->
                new Copies.Proof(
                    status,
                    Optional.ofNullable(row.getDouble("proof_seconds")),
                    Optional.ofNullable(row.getOffsetDateTime("proven_at"))
                        .map(OffsetDateTime::toInstant),
                    fault(row, "proof_failure")));
  }

  static Copies.Kept kept(Row row) {
    return new Copies.Kept(
        row.getString("service"),
        IpfsStatus.of(row.getString("status")),
        fault(row, "error_code"),
        instant(row, "updated_at"));
  }

  private static Optional<Fault> fault(Row row) {
    return fault(row, "error_code")
        .map(
            known ->
                new Fault(
                    known.code(),
                    text(row, "error_message").orElse(known.message()),
                    known.retriable()));
  }

  private static Optional<Fault> fault(Row row, String column) {
    return text(row, column)
        .map(Failure::of)
        .map(failure -> new Fault(failure.code(), failure.sentence(), failure.retriable()));
  }

  static VideoId id(Row row) {
    return new VideoId(row.getUUID("id"));
  }

  private static Optional<String> text(Row row, String column) {
    return Optional.ofNullable(row.getString(column));
  }

  private static Optional<JsonNode> json(Row row, String column) {
    return Optional.ofNullable(row.getValue(column))
        .map(value -> Json.read(value.toString(), JsonNode.class));
  }

  private static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }
}
