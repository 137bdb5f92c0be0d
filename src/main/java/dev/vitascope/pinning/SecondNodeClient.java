package dev.vitascope.pinning;

import dev.vitascope.pinning.RemoteStatus.State;
import dev.vitascope.video.Cid;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Has a second Kubo node fetch and pin what ours has; a request is called by what is pinned. */
final class SecondNodeClient implements KeeperClient {

  private final KuboClient node;
  private final String name;

  /** Those on their way. Forgotten with the program: what is then not there is asked for anew. */
  private final Map<Cid, Future<Void>> underway = new ConcurrentHashMap<>();

  SecondNodeClient(Vertx vertx, SecondNode node) {
    this.node = KuboClient.open(vertx, node.endpoint(), PinningSettings.TIMEOUT);
    this.name = node.name();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Future<Void> check() {
    return node.version().mapEmpty();
  }

  @Override
  public Future<RemoteStatus> add(Cid cid, String called, List<String> origins) {
    return Future.any(origins.stream().map(node::connect).toList())
        // It may know another way to us, and says so if it does not.
        .<Void>mapEmpty()
        .otherwiseEmpty()
        .map(
            connected -> {
              underway.put(cid, node.pin(cid));
              return status(cid, State.PINNING);
            });
  }

  @Override
  public Future<Optional<RemoteStatus>> find(String requestId) {
    var cid = new Cid(requestId);
    var fetching = Optional.ofNullable(underway.get(cid));
    // Before the node is asked: what ends meanwhile has not failed.
    boolean pinning = fetching.filter(pin -> !pin.isComplete()).isPresent();
    return node.pinned(cid)
        .map(
            kept ->
                kept
                    ? Optional.of(settled(cid, State.PINNED))
                    : pinning
                        ? Optional.of(status(cid, State.PINNING))
                        : fetching
                            .filter(Future::failed)
                            .map(pin -> settled(cid, State.FAILED).because(pin.cause())));
  }

  @Override
  public Future<Void> remove(String requestId) {
    var cid = new Cid(requestId);
    underway.remove(cid);
    return node.unpin(cid);
  }

  @Override
  public Future<Void> close() {
    return node.close();
  }

  private RemoteStatus settled(Cid cid, State state) {
    underway.remove(cid);
    return status(cid, state);
  }

  private static RemoteStatus status(Cid cid, State state) {
    return new RemoteStatus(cid.value(), state, Optional.empty(), Optional.empty());
  }
}
