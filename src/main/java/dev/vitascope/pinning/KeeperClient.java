package dev.vitascope.pinning;

import dev.vitascope.video.Cid;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;

/**
 * Asks someone to keep copies. What is not answered as it should be is a {@code VideoException}.
 */
public interface KeeperClient {

  /** A client of a keeper; nothing is connected yet. */
  static KeeperClient open(Vertx vertx, Keeper keeper) {
    return switch (keeper) {
      case PinService service -> new PinServiceClient(vertx, service);
      case SecondNode node -> new SecondNodeClient(vertx, node);
    };
  }

  /** What we call it. */
  String name();

  /** Succeeds if it lets us in. */
  Future<Void> check();

  /**
   * Asks for a copy.
   *
   * @param name what people see of it there
   * @param origins addresses of nodes that have the content
   */
  Future<RemoteStatus> add(Cid cid, String name, List<String> origins);

  /** How far it is; empty if the keeper knows of no such copy (any more). */
  Future<Optional<RemoteStatus>> find(String requestId);

  /** Lets a copy go; nothing happens if there is none. */
  Future<Void> remove(String requestId);

  Future<Void> close();
}
