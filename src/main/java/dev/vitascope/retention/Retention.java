package dev.vitascope.retention;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.db.Database;
import dev.vitascope.fsck.Fsck;
import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.tracing.LogFields;
import dev.vitascope.video.Cid;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the originals that have had their time, and takes them away. Nothing goes unless the
 * renditions are at the storage as their rows say and, where there is an IPFS node, it keeps their
 * copy; where copies are proven, that one is. Blocks.
 */
public final class Retention {

  private static final Logger log = LoggerFactory.getLogger(Retention.class);
  private static final UUID FIRST = new UUID(0, 0);

  private final RetentionRecords records;
  private final ObjectStore store;
  private final Decisions decisions;
  private final RetentionSettings settings;

  /**
   * The retention of one deployment.
   *
   * @param pinned whether the IPFS node keeps a directory; absent where nothing is pinned
   */
  public Retention(
      Database database,
      ObjectStore store,
      Optional<Function<Cid, Future<Boolean>>> pinned,
      RetentionSettings settings) {
    this.records = new RetentionRecords(database);
    this.store = store;
    var fsck = new Fsck(database, store, pinned);
    this.decisions = new Decisions(store, fsck, pinned.isPresent(), settings.proofs());
    this.settings = settings;
  }

  /** What would be done now; changes nothing. */
  public List<Decision> plan() {
    var plan = new ArrayList<Decision>();
    forEach(() -> true, (due, left) -> plan.add(decisions.on(due, left)));
    return plan;
  }

  /**
   * Does what is to be done.
   *
   * @param goOn asked before each original
   * @param told of each decision, once it is carried out or if nothing is to be done
   */
  public void carryOut(BooleanSupplier goOn, Consumer<Decision> told) {
    forEach(
        goOn,
        (due, left) -> {
          var decision = decisions.on(due, left);
          if (!decision.goes() || carryOut(due, left, decision)) {
            told.accept(decision);
          }
        });
  }

  private interface Step {
    void take(Due due, SortedMap<String, Long> left);
  }

  private void forEach(BooleanSupplier goOn, Step step) {
    forEach(after -> records.due(settings, after), goOn, step);
    forEach(records::askedFor, goOn, step);
  }

  private void forEach(Function<UUID, List<Due>> pages, BooleanSupplier goOn, Step step) {
    var page = pages.apply(FIRST);
    while (!page.isEmpty()) {
      for (var due : page) {
        if (!goOn.getAsBoolean()) {
          return;
        }
        LogFields.about(due.video(), () -> take(due, step));
      }
      page = pages.apply(page.getLast().video().value());
    }
  }

  private void take(Due due, Step step) {
    try {
      step.take(due, left(due));
    } catch (CancellationException stopped) {
      throw stopped;
    } catch (RuntimeException e) {
      log.warn("{} stays for now: {}", due.video(), e.getMessage(), e);
    }
  }

  /** What attempts that do not count have left at the storage. */
  private SortedMap<String, Long> left(Due due) {
    if (due.reason() == Reason.ASKED_FOR) {
      return new TreeMap<>();
    }
    var found = new TreeMap<>(await(store.sizes(due.media(), due.video() + "/")));
    due.published()
        .ifPresent(prefix -> found.keySet().removeIf(key -> key.startsWith(prefix + "/")));
    return found;
  }

  /** The note comes first: from then on nobody begins anything with the original. */
  private boolean carryOut(Due due, SortedMap<String, Long> left, Decision decision) {
    if (due.reason() != Reason.ASKED_FOR && !records.leaves(due)) {
      return false;
    }
    var original = due.original();
    switch (decision.action()) {
      case ARCHIVED -> await(store.archive().orElseThrow().take(original));
      case DELETED -> delete(original);
      case BROUGHT_BACK -> store.archive().ifPresent(archive -> await(archive.bringBack(original)));
    }
    await(store.delete(due.media(), List.copyOf(left.keySet())));
    if (!records.settled(decision)) {
      delete(original);
      store.archive().ifPresent(archive -> await(archive.delete(original)));
    }
    log.info("{}", decision);
    return true;
  }

  private void delete(ObjectKey original) {
    await(store.delete(original.bucket(), List.of(original.key())));
  }
}
