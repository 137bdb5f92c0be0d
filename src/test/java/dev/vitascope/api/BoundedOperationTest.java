package dev.vitascope.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.api.Operation.Answer;
import dev.vitascope.api.Operation.Call;
import dev.vitascope.tracing.TraceParent;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is let in, who waits, who is sent away. */
class BoundedOperationTest {

  private static final Call CALL = from("192.0.2.1");

  private final List<Promise<Answer>> atWork = new ArrayList<>();
  private final BoundedOperation bounded =
      new BoundedOperation(
          call -> {
            atWork.add(Promise.promise());
            return atWork.getLast().future();
          });

  @Test
  void whoComesWhenAllAreAtWorkIsLetInWhenOneLeaves() {
    ask(BoundedOperation.AT_ONCE);
    var next = bounded.answer(CALL);
    assertEquals(BoundedOperation.AT_ONCE, atWork.size());
    atWork.getFirst().complete(Answer.ok("done"));
    assertEquals(BoundedOperation.AT_ONCE + 1, atWork.size());
    atWork.getLast().complete(Answer.ok("done"));
    assertTrue(next.succeeded());
  }

  @Test
  void whoFindsTheLineFullIsRefused() {
    var asked = ask(BoundedOperation.AT_ONCE + BoundedOperation.IN_LINE);
    var refused = bounded.answer(CALL);
    assertEquals(Failure.OVERLOADED, ((VideoException) refused.cause()).failure());
    assertFalse(asked.getLast().isComplete());
  }

  @Test
  void whatIsThrownGivesItsPlaceBack() {
    var thrown = new ArrayList<Future<Answer>>();
    var throwing =
        new BoundedOperation(
            call -> {
              throw new VideoException(Failure.INVALID_REQUEST);
            });
    for (int i = 0; i < 2 * BoundedOperation.AT_ONCE; i++) {
      thrown.add(throwing.answer(CALL));
    }
    assertTrue(thrown.stream().allMatch(Future::failed));
  }

  @Test
  void whoAsksOnceDoesNotWaitForWhoAsksAThousandTimes() {
    var asked = ask(BoundedOperation.AT_ONCE + 1_000);
    var other = bounded.answer(from("192.0.2.2"));
    atWork.get(0).complete(Answer.ok("done"));
    atWork.get(1).complete(Answer.ok("done"));
    atWork.getLast().complete(Answer.ok("done"));
    assertTrue(other.succeeded());
    assertFalse(asked.getLast().isComplete());
  }

  @Test
  void whoHasFilledTheLineMakesRoomForWhoComesAfter() {
    var asked = ask(BoundedOperation.AT_ONCE + BoundedOperation.IN_LINE);
    var other = bounded.answer(from("192.0.2.2"));
    assertFalse(other.isComplete());
    assertEquals(Failure.OVERLOADED, ((VideoException) asked.getLast().cause()).failure());
    atWork.get(0).complete(Answer.ok("done"));
    atWork.get(1).complete(Answer.ok("done"));
    assertEquals(BoundedOperation.AT_ONCE + 2, atWork.size());
    atWork.getLast().complete(Answer.ok("done"));
    assertTrue(other.succeeded());
  }

  @Test
  void whoWaitsForASingleAnswerIsPushedOutByNobody() {
    var asked = ask(BoundedOperation.AT_ONCE);
    for (int i = 0; i < BoundedOperation.IN_LINE; i++) {
      asked.add(bounded.answer(from("client " + i)));
    }
    var refused = bounded.answer(from("one more"));
    assertEquals(Failure.OVERLOADED, ((VideoException) refused.cause()).failure());
    for (int i = 0; i < asked.size(); i++) {
      atWork.get(i).complete(Answer.ok("done"));
    }
    assertTrue(asked.stream().allMatch(Future::succeeded));
  }

  private static Call from(String client) {
    return new Call(client, Map.of(), Map.of(), Map.of(), Optional.empty(), TraceParent.NONE);
  }

  private List<Future<Answer>> ask(int times) {
    var asked = new ArrayList<Future<Answer>>();
    for (int i = 0; i < times; i++) {
      asked.add(bounded.answer(CALL));
    }
    return asked;
  }
}
