package dev.vitascope.catalog;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.bus.Loop;
import dev.vitascope.db.Database;
import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.Bucket;
import dev.vitascope.tracing.LogFields;
import dev.vitascope.video.Cid;
import dev.vitascope.video.VideoException;
import dev.vitascope.video.VideoId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what deleted videos leave: the upload, the original, what was published, the copy on
 * IPFS. Goes over each twice, since a worker that was at it may store one more object before it
 * finds out. Any number of nodes may do so at once.
 */
public final class Remover extends Loop {

  /** Lets go of a video's copy on IPFS, unless another video has the same. */
  @FunctionalInterface
  public interface Release {
    Future<Void> release(VideoId video, Cid copy);
  }

  private static final Logger log = LoggerFactory.getLogger(Remover.class);
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final RemovalRecords records;
  private final ObjectStore store;
  private final Optional<Release> copies;

  /**
   * A remover.
   *
   * @param copies absent where this node has no IPFS node to ask
   */
  public Remover(Database database, ObjectStore store, Optional<Release> copies) {
    super("remover");
    this.records = new RemovalRecords(database);
    this.store = store;
    this.copies = copies;
  }

  @Override
  protected Duration round() {
    for (var removal : await(records.due(copies.isPresent()))) {
      LogFields.about(removal.video(), () -> tryToRemove(removal));
    }
    return EVERY;
  }

  private void tryToRemove(Removal removal) {
    try {
      remove(removal);
    } catch (VideoException e) {
      log.warn("{} cannot be removed just now: {}", removal.video(), e.getMessage(), e);
    }
  }

  private void remove(Removal removal) {
    var original = removal.upload().key();
    await(store.abortUpload(removal.upload()));
    await(store.delete(original.bucket(), List.of(original.key())));
    store.archive().ifPresent(archive -> await(archive.delete(original)));
    for (var bucket : Bucket.OF_MEDIA) {
      await(store.delete(bucket, await(store.list(bucket, removal.video() + "/"))));
    }
    removal.copy().ifPresent(cid -> await(copies.orElseThrow().release(removal.video(), cid)));
    if (removal.last()) {
      await(records.done(removal));
      log.info("{} is removed", removal.video());
    }
  }
}
