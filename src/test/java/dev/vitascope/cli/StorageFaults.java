package dev.vitascope.cli;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How {@link FakeServer}'s storage fails: which parts, how often, and in which manner. */
final class StorageFaults {

  enum Manner {
    ERROR_500,
    CONNECTION_CUT,
    NO_ANSWER
  }

  volatile Manner manner = Manner.ERROR_500;
  private final Map<Integer, Integer> left = new ConcurrentHashMap<>();

  void fail(int part, int times) {
    left.put(part, times);
  }

  void none() {
    left.clear();
  }

  boolean strikes(int part) {
    return left.merge(part, -1, Integer::sum) >= 0;
  }

  void strike(RoutingContext call) {
    switch (manner) {
      case ERROR_500 -> call.response().setStatusCode(500).end();
      case CONNECTION_CUT -> call.request().connection().close();
      case NO_ANSWER -> {}
    }
  }
}
