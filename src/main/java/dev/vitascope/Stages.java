package dev.vitascope;

import dev.vitascope.bus.JobHandler;
import dev.vitascope.bus.JobLoop;
import dev.vitascope.bus.OutboxRelay;
import dev.vitascope.bus.Reaper;
import dev.vitascope.bus.StatusBridge;
import dev.vitascope.catalog.Publisher;
import dev.vitascope.catalog.Remover;
import dev.vitascope.media.FfmpegBinaries;
import dev.vitascope.media.Ladder;
import dev.vitascope.media.Sweeper;
import dev.vitascope.media.TranscodeHandler;
import dev.vitascope.media.TranscodeRecords;
import dev.vitascope.media.Transcoder;
import dev.vitascope.pinning.CopyCheckLoop;
import dev.vitascope.pinning.KuboClient;
import dev.vitascope.pinning.Pace;
import dev.vitascope.pinning.PinHandler;
import dev.vitascope.pinning.PinRecords;
import dev.vitascope.pinning.PinRelease;
import dev.vitascope.pinning.ProofGateway;
import dev.vitascope.pinning.RemotePinLoop;
import dev.vitascope.retention.Retention;
import dev.vitascope.retention.RetentionLoop;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.vertx.core.Deployable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;

/**
 * What a node does by itself, as its roles have it.
 *
 * @param ffmpeg what a worker encodes with
 */
record Stages(Adapters with, FfmpegBinaries ffmpeg) {

  /** Has them run; those that take jobs last, so that they stop first. */
  void start(Deployments deployments) throws IOException {
    var kubo =
        with.settings().pinning().hasNode()
            ? Optional.of(KuboClient.open(with.vertx(), with.settings().pinning()))
            : Optional.<KuboClient>empty();
    var handlers = new ArrayList<JobHandler>();
    if (has(Role.WORKER)) {
      new DiskSpaceMetrics(with.settings().data().toFile()).bindTo(with.meters());
      handlers.addAll(Collections.nCopies(with.settings().media().slots(), transcoding()));
    }
    if (has(Role.PINNER)) {
      kubo.map(this::pinning).ifPresent(handlers::add);
    }
    deployments.add(
        new StatusBridge(with.bus(), with.broker()),
        new OutboxRelay(
            with.database(), with.broker(), with.settings().bus().node(), with.tracing()),
        new Reaper(with.database(), with.tasks(), with.settings().bus(), handlers, with.meters()),
        new Sweeper(with.database(), with.store()),
        new Publisher(
            with.database(),
            with.store(),
            with.tasks(),
            with.outbox(),
            with.settings().bus().node()),
        new Remover(
            with.database(),
            with.store(),
            kubo.map(node -> new PinRelease(with.database(), node)::release)));
    if (has(Role.PINNER)) {
      deployments.add(retention(kubo));
      kubo.map(this::remotePins).ifPresent(deployments::add);
      kubo.map(this::copyChecks).ifPresent(deployments::add);
    }
    deployments.add(handlers.stream().map(this::slot).toArray(Deployable[]::new));
  }

  private Deployable slot(JobHandler handler) {
    return new JobLoop(
        handler,
        with.bus(),
        with.broker(),
        with.database(),
        with.tasks(),
        with.settings().bus(),
        with.meters(),
        with.tracing());
  }

  private Deployable remotePins(KuboClient kubo) {
    return new RemotePinLoop(
        with.vertx(),
        with.settings().pinning(),
        kubo,
        with.database(),
        with.settings().bus().node(),
        Pace.USUAL,
        with.meters());
  }

  private Deployable copyChecks(KuboClient kubo) {
    return new CopyCheckLoop(
        kubo,
        with.store(),
        with.settings().pinning().proof().map(gateway -> ProofGateway.open(with.vertx(), gateway)),
        with.database(),
        with.tasks(),
        with.settings().bus().node(),
        Pace.USUAL,
        with.meters());
  }

  /** Whoever pins can prove pins, so it is they who let originals go. */
  private Deployable retention(Optional<KuboClient> kubo) {
    var retention =
        new Retention(
            with.database(),
            with.store(),
            kubo.map(node -> node::pinned),
            with.settings().retention());
    return new RetentionLoop(
        retention,
        RetentionLoop.turn(with.database(), with.settings().bus().node()),
        with.settings().retention(),
        with.meters());
  }

  private JobHandler transcoding() throws IOException {
    return new TranscodeHandler(
        Transcoder.of(ffmpeg, with.settings().media(), Ladder.in(Path.of("conf"))),
        with.store(),
        new TranscodeRecords(with.database(), with.tasks(), with.outbox()),
        with.bus(),
        with.settings().data().resolve("scratch"),
        with.meters());
  }

  private JobHandler pinning(KuboClient kubo) {
    return new PinHandler(
        kubo,
        with.store(),
        new PinRecords(with.database(), with.tasks(), with.outbox(), with.settings().pinning()),
        new PinRelease(with.database(), kubo),
        with.bus(),
        with.meters());
  }

  private boolean has(Role role) {
    return with.settings().roles().contains(role);
  }
}
