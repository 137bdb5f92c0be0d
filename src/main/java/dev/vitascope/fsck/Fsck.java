package dev.vitascope.fsck;

import dev.vitascope.db.Sql;
import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.video.Cid;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Looks whether tables, storage and IPFS agree, and changes nothing. While nodes are at work, what
 * it finds may be on its way: look again.
 */
public final class Fsck {

  private static final UUID FIRST = new UUID(0, 0);

  private final FsckRecords records;
  private final CompletedCheck completed;
  private final StrayCheck strays;

  /**
   * A check of one deployment.
   *
   * @param pinned whether the IPFS node keeps a directory; absent where there is none to ask
   */
  public Fsck(Sql sql, ObjectStore store, Optional<Function<Cid, Future<Boolean>>> pinned) {
    this.records = new FsckRecords(sql);
    this.completed = new CompletedCheck(records, store, pinned);
    this.strays = new StrayCheck(records, store);
  }

  /** What is wrong with one video, if it is completed; blocks. */
  public List<Disagreement> run(VideoId video) {
    return records.one(video.value()).map(completed::check).orElse(List.of());
  }

  /** All that is found; blocks. */
  public List<Disagreement> run() {
    var found = new ArrayList<>(records.stranded());
    var page = records.completed(FIRST);
    while (!page.isEmpty()) {
      page.forEach(video -> found.addAll(completed.check(video)));
      page = records.completed(page.getLast().id());
    }
    found.addAll(strays.check());
    return found;
  }
}
