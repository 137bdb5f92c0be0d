package dev.vitascope.ingest;

import dev.vitascope.objectstore.ObjectStore.ObjectFacts;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.ObjectStore.Part;
import dev.vitascope.objectstore.ObjectStore.Upload;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An upload as its row has it.
 *
 * @param noted whether a sign of life was noted just now
 */
record OpenUpload(VideoId video, Upload upload, PartPlan plan, State state, boolean noted) {

  static final String COLUMNS =
      """
      id, file_path, upload_id, upload_token, file_size, part_size, upload_status, uploaded_at,
        updated_at > now() - INTERVAL '5 seconds' AS noted
      """;

  /** What has become of an upload. */
  enum State {
    OPEN,
    COMPLETED,
    GIVEN_UP
  }

  static OpenUpload of(Row row) {
    return new OpenUpload(
        new VideoId(row.getUUID("id")),
        new Upload(
            ObjectKey.original(row.getString("file_path")),
            row.getString("upload_id"),
            row.getString("upload_token")),
        new PartPlan(row.getLong("file_size"), row.getLong("part_size")),
        state(row),
        row.getBoolean("noted"));
  }

  private static State state(Row row) {
    if (row.getOffsetDateTime("uploaded_at") != null) {
      return State.COMPLETED;
    }
    return "pending".equals(row.getString("upload_status")) ? State.OPEN : State.GIVEN_UP;
  }

  OpenUpload requireOpen() {
    return switch (state) {
      case OPEN -> this;
      case COMPLETED -> throw new VideoException(Failure.UPLOAD_CLOSED);
      case GIVEN_UP -> throw new VideoException(Failure.UPLOAD_EXPIRED);
    };
  }

  /** The parts to be joined, once storage has each as planned; a foreign one is left out. */
  List<Part> requireWhole(List<Part> received) {
    var byNumber = byNumber(received);
    var missing = plan.numbers().stream().filter(number -> !byNumber.containsKey(number)).toList();
    if (!missing.isEmpty()) {
      throw new VideoException(Failure.PARTS_MISSING, Map.of("missing", missing));
    }
    var wrong =
        byNumber.values().stream()
            .filter(part -> part.size() != plan.sizeOf(part.number()))
            .map(Part::number)
            .sorted()
            .toList();
    if (!wrong.isEmpty()) {
      throw new VideoException(Failure.PART_SIZE_WRONG, Map.of("wrong_size", wrong));
    }
    return plan.numbers().stream().map(byNumber::get).toList();
  }

  /** Whether an object is this upload's, whole. */
  boolean isMadeInto(ObjectFacts object) {
    return object.size() == plan.size() && object.token().equals(Optional.of(upload.token()));
  }

  /** How much of the file storage has, 0–1. */
  double fraction(List<Part> received) {
    long bytes =
        byNumber(received).values().stream()
            .mapToLong(part -> Math.min(part.size(), plan.sizeOf(part.number())))
            .sum();
    return (double) bytes / plan.size();
  }

  private Map<Integer, Part> byNumber(List<Part> received) {
    return received.stream()
        .filter(part -> plan.has(part.number()))
        .collect(Collectors.toMap(Part::number, Function.identity()));
  }
}
