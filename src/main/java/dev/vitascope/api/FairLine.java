package dev.vitascope.api;

import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Those who wait to be let in, by turns: one of each client, and of a client's own whoever came
 * first. So a client that asks a thousand things at once waits for itself, and no one for it. For
 * one thread at a time.
 */
final class FairLine {

  private final SequencedMap<String, ArrayDeque<Promise<Void>>> clients = new LinkedHashMap<>();
  private int length;

  int length() {
    return length;
  }

  void add(String client, Promise<Void> turn) {
    clients.computeIfAbsent(client, first -> new ArrayDeque<>()).add(turn);
    length++;
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
