package dev.vitascope.ingest;

import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.ObjectStore.Part;
import dev.vitascope.objectstore.ObjectStore.Upload;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An upload as its row has it.
 *
 * @param status the row's {@code upload_status}
 */
record OpenUpload(VideoId video, Upload upload, PartPlan plan, String status) {

  static OpenUpload of(Row row) {
    return new OpenUpload(
        new VideoId(row.getUUID("id")),
        new Upload(
            ObjectKey.original(row.getString("file_path")),
            row.getString("upload_id"),
            row.getString("upload_token")),
        new PartPlan(row.getLong("file_size"), row.getLong("part_size")),
        row.getString("upload_status"));
  }

  boolean pending() {
    return "pending".equals(status);
  }

  OpenUpload requirePending() {
    if (!pending()) {
      throw new VideoException(Failure.UPLOAD_CLOSED);
    }
    return this;
  }

  /** The parts to be joined, once storage has each as planned; a foreign one is left out. */
  List<Part> requireWhole(List<Part> received) {
    var byNumber = byNumber(received);
    var missing = numbers().filter(number -> !byNumber.containsKey(number)).boxed().toList();
    if (!missing.isEmpty()) {
      throw new VideoException(Failure.PARTS_MISSING, Map.of("missing", missing));
    }
    var wrong =
        numbers()
            .filter(number -> byNumber.get(number).size() != plan.sizeOf(number))
            .boxed()
            .toList();
    if (!wrong.isEmpty()) {
      throw new VideoException(Failure.PART_SIZE_WRONG, Map.of("wrong_size", wrong));
    }
    return numbers().mapToObj(byNumber::get).toList();
  }

  /** How much of the file storage has, 0–1. */
  double fraction(List<Part> received) {
    long bytes =
        received.stream().filter(part -> plan.has(part.number())).mapToLong(Part::size).sum();
    return (double) bytes / plan.size();
  }

  private IntStream numbers() {
    return IntStream.rangeClosed(1, plan.count());
  }

  private static Map<Integer, Part> byNumber(List<Part> received) {
    var parts = new HashMap<Integer, Part>();
    received.forEach(part -> parts.put(part.number(), part));
    return parts;
  }
}
