package dev.vitascope.retention;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.fsck.Fsck;
import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.video.IpfsStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;

/**
 * Decides what is to become of originals whose time has come. Blocks.
 *
 * @param pins whether videos are pinned here, so that one whose copy is not pinned is not done
 * @param proofs whether a copy counts only once it has been read back elsewhere
 */
record Decisions(ObjectStore store, Fsck fsck, boolean pins, boolean proofs) {

  private static final EnumSet<IpfsStatus> DONE = EnumSet.of(IpfsStatus.PINNED, IpfsStatus.OFF);

  /**
   * The decision on one.
   *
   * @param left what goes with it: the sizes of objects in bytes, by their keys
   */
  Decision on(Due due, SortedMap<String, Long> left) {
    long bytes = due.size() + left.values().stream().mapToLong(Long::longValue).sum();
    return new Decision(
        due.video(), action(due), due.reason(), 1 + left.size(), bytes, staysBecause(due));
  }

  private Action action(Due due) {
    return switch (due.reason()) {
      case ASKED_FOR -> isSomewhere(due.original()) ? Action.BROUGHT_BACK : Action.DELETED;
      case FAILED_LONG_AGO -> Action.DELETED;
      case COMPLETED_LONG_AGO -> store.archive().isPresent() ? Action.ARCHIVED : Action.DELETED;
    };
  }

  private boolean isSomewhere(ObjectKey original) {
    return await(store.head(original)).isPresent()
        || store.archive().map(archive -> await(archive.has(original))).orElse(false);
  }

  private List<String> staysBecause(Due due) {
    if (due.reason() != Reason.COMPLETED_LONG_AGO) {
      return List.of();
    }
    var against = new ArrayList<String>();
    fsck.run(due.video()).forEach(wrong -> against.add(wrong.toString()));
    if (pins && !DONE.contains(due.ipfs())) {
      against.add("its copy on IPFS is " + due.ipfs().word());
    }
    if (proofs && due.ipfs() == IpfsStatus.PINNED && !due.proven()) {
      against.add("its copy on IPFS has not been read back through another node yet");
    }
    if (due.notKept() > 0) {
      against.add("%d services do not keep its copy yet".formatted(due.notKept()));
    }
    return against;
  }
}
