package dev.vitascope.pinning;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.bus.Outbox;
import dev.vitascope.bus.SingleHolder;
import dev.vitascope.bus.Tasks;
import dev.vitascope.bus.TurnLoop;
import dev.vitascope.db.Database;
import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.video.VideoException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after what our node has pinned. Once it is, and where there is a gateway to prove it by, a
 * sample of it is read back through that; from time to time the node is asked whether it still
 * keeps it, and what it has lost is pinned again. One node at a time does.
 */
public final class CopyCheckLoop extends TurnLoop {

  private static final Logger log = LoggerFactory.getLogger(CopyCheckLoop.class);

  /** Longer than the reading of one sample takes at most, begun when a third has gone by. */
  private static final Duration LEASE = Duration.ofMinutes(10);

  /** The specification's aim for reading from IPFS. */
  private static final Duration AIM = Duration.ofSeconds(5);

  private final KuboClient kubo;
  private final Optional<Prover> prover;
  private final CopyCheckRecords records;
  private final Pace pace;
  private final MeterRegistry meters;
  private final Timer retrieval;
  private final AtomicLong unproven;

  /** Later pins note by themselves that they are to be looked at. */
  private boolean begun;

  /**
   * A loop over all copies.
   *
   * @param gateway absent where copies are not to be read back
   * @param tasks takes what is to be pinned again
   * @param node who is to do it, unique among all
   */
  public CopyCheckLoop(
      KuboClient kubo,
      ObjectStore store,
      Optional<ProofGateway> gateway,
      Database database,
      Tasks tasks,
      String node,
      Pace pace,
      MeterRegistry meters) {
    super("copy-checks", new SingleHolder(database, "copy-checks", node, LEASE));
    this.kubo = kubo;
    this.prover = gateway.map(read -> new Prover(kubo, store, read));
    this.records = new CopyCheckRecords(database, tasks, new Outbox());
    this.pace = pace;
    this.meters = meters;
    this.retrieval =
        Timer.builder("vitascope.ipfs.retrieval").serviceLevelObjectives(AIM).register(meters);
    this.unproven = meters.gauge("vitascope.copies.unproven", new AtomicLong());
  }

  @Override
  protected void inTurn() {
    if (!begun) {
      records.wantAll(prover.isPresent());
      begun = true;
    }
    for (var check : records.due()) {
      if (!isMine()) {
        return;
      }
      lookWhileAnswered(check);
    }
    unproven.set(records.failing());
  }

  @Override
  protected void outOfTurn() {
    unproven.set(0);
  }

  @Override
  protected Duration pause() {
    return pace.round();
  }

  private void lookWhileAnswered(CopyCheck check) {
    try {
      look(check);
    } catch (VideoException e) {
      var why = VideoException.root(e).toString();
      log.warn("{}: {}", check.video(), why);
      records.unanswered(check, why, pace.after(check.attempts()));
      count("unanswered");
    }
  }

  private void look(CopyCheck check) {
    if (!await(kubo.pinned(check.cid()))) {
      log.warn("our node has lost the copy of {}: pinned again", check.video());
      records.pinAgain(check);
      count("lost");
    } else if (check.proven() || prover.isEmpty()) {
      records.kept(check, pace.check());
    } else {
      prove(check, prover.get());
    }
  }

  private void prove(CopyCheck check, Prover prover) {
    switch (prover.prove(check.cid(), check.prefix(), records.sample(check))) {
      case Proof.Proven proven -> {
        records.proven(check, proven.took(), pace.check());
        retrieval.record(proven.took());
        count("proven");
      }
      case Proof.Failed failed -> {
        log.warn("the copy of {} is not proven: {}", check.video(), failed);
        records.unproven(check, failed, pace.after(check.attempts()));
        count("unproven");
      }
    }
  }

  private void count(String outcome) {
    meters.counter("vitascope.copy.checks", "outcome", outcome).increment();
  }
}
