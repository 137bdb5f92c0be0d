package dev.vitascope.pinning;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.bus.SingleHolder;
import dev.vitascope.bus.TurnLoop;
import dev.vitascope.db.Sql;
import dev.vitascope.tracing.LogFields;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has services keep copies of all that our own node has pinned, looks from time to time whether
 * they still do, and lets go what nobody wants any more. One node at a time does.
 */
public final class RemotePinLoop extends TurnLoop {

  private static final Logger log = LoggerFactory.getLogger(RemotePinLoop.class);
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final List<KeeperClient> services;
  private final KuboClient kubo;
  private final RemotePinRecords records;
  private final Pace pace;
  private final MeterRegistry meters;

  /**
   * A service may be new with this start; later pins note by themselves that it is to have them.
   */
  private boolean all = true;

  /**
   * A loop over all services of the settings.
   *
   * @param kubo the node that has what they are to fetch
   */
  public RemotePinLoop(
      Vertx vertx,
      PinningSettings settings,
      KuboClient kubo,
      Sql sql,
      String node,
      Pace pace,
      MeterRegistry meters) {
    super("remote-pins", new SingleHolder(sql, "remote-pins", node, LEASE));
    this.services =
        settings.keepers().stream().map(each -> KeeperClient.open(vertx, each)).toList();
    this.kubo = kubo;
    this.records = new RemotePinRecords(sql);
    this.pace = pace;
    this.meters = meters;
  }

  @Override
  protected void inTurn() {
    if (all) {
      services.forEach(service -> records.wantAll(service.name()));
      all = false;
    }
    services.forEach(this::goThrough);
  }

  @Override
  protected Duration pause() {
    return pace.round();
  }

  private void goThrough(KeeperClient service) {
    for (var pin : records.due(service.name())) {
      if (!isMine()) {
        return;
      }
      LogFields.about(pin.video(), () -> tryToLook(service, pin));
    }
  }

  private void tryToLook(KeeperClient service, RemotePin pin) {
    try {
      look(service, pin);
    } catch (VideoException e) {
      var why = VideoException.root(e).toString();
      log.warn("{} of {}: {}", pin.service(), pin.video(), why);
      records.unanswered(pin, why, pace.after(pin.attempts()));
      count(pin, "unanswered");
    }
  }

  private void look(KeeperClient service, RemotePin pin) {
    if (!pin.isWanted()) {
      letGo(service, pin);
    } else if (pin.requestId().isEmpty()) {
      ask(service, pin);
    } else {
      var found = await(service.find(pin.requestId().get()));
      found.ifPresentOrElse(status -> note(pin, status), () -> gone(pin));
    }
  }

  private void ask(KeeperClient service, RemotePin pin) {
    var status = await(service.add(pin.cid(), pin.video().toString(), await(kubo.addresses())));
    status.delegates().orElse(List.of()).forEach(this::connect);
    note(pin, status);
  }

  /** The service finds its way to us by our addresses too. */
  private void connect(String delegate) {
    kubo.connect(delegate)
        .onFailure(failure -> log.debug("{} not reached: {}", delegate, failure.toString()));
  }

  private void note(RemotePin pin, RemoteStatus status) {
    switch (status.status()) {
      case QUEUED, PINNING -> records.told(pin, status, pace.round());
      case PINNED -> records.told(pin, status, pace.check());
      case FAILED ->
          records.failed(
              pin, Failure.COPY_NOT_FETCHED, status.detail(), pace.after(pin.attempts()));
    }
    if (status.status() == RemoteStatus.State.FAILED
        || (status.status() == RemoteStatus.State.PINNED && !pin.pinned())) {
      count(pin, status.status().name().toLowerCase(Locale.ROOT));
    }
  }

  private void gone(RemotePin pin) {
    log.warn("{} has lost the copy of {}: asked for again", pin.service(), pin.video());
    records.failed(pin, Failure.COPY_LOST, "no such pin", Duration.ZERO);
    count(pin, "lost");
  }

  /** A video that was published anew is asked for anew, with the next round. */
  private void letGo(KeeperClient service, RemotePin pin) {
    if (pin.requestId().isPresent() && !records.isShared(pin)) {
      await(service.remove(pin.requestId().get()));
    }
    pin.wanted().ifPresentOrElse(wanted -> records.replace(pin, wanted), () -> records.forget(pin));
    count(pin, "removed");
  }

  private void count(RemotePin pin, String outcome) {
    meters
        .counter("vitascope.remote.pins", "service", pin.service(), "outcome", outcome)
        .increment();
  }
}
