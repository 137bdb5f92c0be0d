package dev.vitascope.pinning;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.bus.Loop;
import dev.vitascope.bus.SingleHolder;
import dev.vitascope.db.Sql;
import dev.vitascope.tracing.LogFields;
import dev.vitascope.video.VideoException;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
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
public final class RemotePinLoop extends Loop {

  private static final Logger log = LoggerFactory.getLogger(RemotePinLoop.class);
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final List<PinServiceClient> services;
  private final KuboClient kubo;
  private final RemotePinRecords records;
  private final SingleHolder turn;
  private final Pace pace;
  private final MeterRegistry meters;

  /**
   * A service may be new with this start; later pins note by themselves that it is to have them.
   */
  private boolean all = true;

  /**
   * How often to look.
   *
   * @param round between two looks at what is on its way, and the first wait after a failure
   * @param check between two looks at what is kept
   */
  public record Pace(Duration round, Duration check) {
    public static final Pace USUAL = new Pace(Duration.ofSeconds(10), Duration.ofDays(1));
  }

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
    super("remote-pins");
    this.services =
        settings.services().stream().map(each -> new PinServiceClient(vertx, each)).toList();
    this.kubo = kubo;
    this.records = new RemotePinRecords(sql);
    this.turn = new SingleHolder(sql, "remote-pins", node, LEASE);
    this.pace = pace;
    this.meters = meters;
  }

  @Override
  public Future<?> undeploy(Context context) {
    return super.undeploy(context).eventually(turn::release);
  }

  @Override
  protected Duration round() {
    if (await(turn.hold())) {
      if (all) {
        services.forEach(service -> records.wantAll(service.service().name()));
        all = false;
      }
      services.forEach(this::goThrough);
      await(turn.release());
    }
    return pace.round();
  }

  private void goThrough(PinServiceClient service) {
    for (var pin : records.due(service.service().name())) {
      if (!await(turn.hold())) {
        return;
      }
      LogFields.about(pin.video(), () -> tryToLook(service, pin));
    }
  }

  private void tryToLook(PinServiceClient service, RemotePin pin) {
    try {
      look(service, pin);
    } catch (VideoException e) {
      log.warn("{} of {}: {}", pin.service(), pin.video(), root(e));
      records.unanswered(pin, root(e), backoff(pin));
      count(pin, "unanswered");
    }
  }

  private void look(PinServiceClient service, RemotePin pin) {
    if (!pin.isWanted()) {
      letGo(service, pin);
    } else if (pin.requestId().isEmpty()) {
      ask(service, pin);
    } else {
      var found = await(service.find(pin.requestId().get()));
      found.ifPresentOrElse(status -> note(pin, status), () -> gone(pin));
    }
  }

  private void ask(PinServiceClient service, RemotePin pin) {
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
      case FAILED -> records.failed(pin, "the service could not", backoff(pin));
    }
    if (status.status() == RemoteStatus.State.FAILED
        || (status.status() == RemoteStatus.State.PINNED && !pin.pinned())) {
      count(pin, status.status().name().toLowerCase(Locale.ROOT));
    }
  }

  private void gone(RemotePin pin) {
    log.warn("{} has lost the copy of {}: asked for again", pin.service(), pin.video());
    records.failed(pin, "the service has lost it", Duration.ZERO);
    count(pin, "lost");
  }

  /** A video that was published anew is asked for anew, with the next round. */
  private void letGo(PinServiceClient service, RemotePin pin) {
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

  private Duration backoff(RemotePin pin) {
    var doubled = pace.round().multipliedBy(1L << Math.min(pin.attempts(), 12));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }

  private static String root(Throwable failure) {
    return failure.getCause() == null ? failure.toString() : root(failure.getCause());
  }
}
