package dev.vitascope.api;

import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Those who wait to be let in, by turns: one of each client, and of a client's own whoever came
 * first. So a client that asks a thousand things at once waits for itself, and no one for it. For
 * one thread at a time.
 */
final class FairLine {

  private static final ArrayDeque<Promise<Void>> NOBODY = new ArrayDeque<>();

  private final SequencedMap<String, ArrayDeque<Promise<Void>>> clients = new LinkedHashMap<>();
  private int length;

  int length() {
    return length;
  }

  void add(String client, Promise<Void> turn) {
    clients.computeIfAbsent(client, first -> new ArrayDeque<>()).add(turn);
    length++;
  }

  /**
   * Takes out who came last of the client that has the most here, if that leaves it no less than
   * this one would have: who waits for a single answer is pushed out by nobody.
   */
  Optional<Promise<Void>> pushedOutBy(String client) {
    var most = Collections.max(clients.values(), Comparator.comparingInt(ArrayDeque::size));
    int own = clients.getOrDefault(client, NOBODY).size();
    if (most.size() <= own + 1) {
      return Optional.empty();
    }
    length--;
    return Optional.of(most.removeLast());
  }

  /** Takes the next out of the line; null if there is none. */
  Promise<Void> next() {
    var client = clients.pollFirstEntry();
    if (client == null) {
      return null;
    }
    var turn = client.getValue().remove();
    length--;
    if (!client.getValue().isEmpty()) {
      clients.putLast(client.getKey(), client.getValue());
    }
    return turn;
  }
}
