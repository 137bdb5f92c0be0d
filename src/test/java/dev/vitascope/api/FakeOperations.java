package dev.vitascope.api;

import dev.vitascope.api.Operation.Answer;
import dev.vitascope.api.Operation.Call;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stages that accept every call and remember it. */
public final class FakeOperations {

  public static final List<String> IDS =
      List.of(
          "createVideo",
          "signParts",
          "getUpload",
          "completeUpload",
          "getProgress",
          "getVideoProgress",
          "createPlaybackLinks",
          "getVideo",
          "editVideo",
          "retryVideo",
          "deleteVideo",
          "listSegments",
          "listVideos");

  final List<Call> calls = new ArrayList<>();

  /** All operations of the contract, some of them real. */
  public Map<String, Operation> with(Map<String, Operation> real) {
    var all = new HashMap<>(IDS.stream().collect(Collectors.toMap(id -> id, id -> fake())));
    all.putAll(real);
    return all;
  }

  Map<String, Operation> without(String id) {
    return Stream.of(with(Map.of()))
        .peek(operations -> operations.remove(id))
        .findFirst()
        .orElseThrow();
  }

  private Operation fake() {
    return call -> {
      calls.add(call);
      return Future.succeededFuture(Answer.ok(Map.of("answered", true)));
    };
  }
}
