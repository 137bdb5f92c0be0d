package dev.vitascope.pinning;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.video.Cid;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import java.time.Duration;
import java.util.List;

/**
 * Reads files of a copy through a gateway and holds them against what is stored. Blocks; confined
 * to one thread.
 */
final class Prover {

  private final KuboClient kubo;
  private final ObjectStore store;
  private final ProofGateway gateway;
  private boolean anothers;

  /**
   * A prover of what one node has pinned.
   *
   * @param gateway that reads from another
   */
  Prover(KuboClient kubo, ObjectStore store, ProofGateway gateway) {
    this.kubo = kubo;
    this.store = store;
    this.gateway = gateway;
  }

  /**
   * Reads these files, one after the other, as a player would.
   *
   * @param prefix what the keys of the published files begin with, without the last slash
   * @throws VideoException if storage or node cannot be asked
   */
  Proof prove(Cid root, String prefix, List<String> files) {
    try {
      return isAnothers()
          ? read(root, prefix, files)
          : new Proof.Failed(Failure.COPY_NOT_RETRIEVED, "the gateway reads from our own node");
    } catch (VideoException e) {
      if (e.failure() != Failure.COPY_NOT_RETRIEVED) {
        throw e;
      }
      return new Proof.Failed(e.failure(), String.valueOf(e.getCause()));
    }
  }

  /** Once it is seen to be, it is believed. */
  private boolean isAnothers() {
    anothers = anothers || !await(gateway.readsFrom(kubo));
    return anothers;
  }

  private Proof read(Cid root, String prefix, List<String> files) {
    var took = Duration.ZERO;
    for (var name : files) {
      var stored = fingerprint(new StoredFile(store, ObjectKey.media(prefix + "/" + name), name));
      long begun = System.nanoTime();
      var read = await(gateway.fetch(root, name, stored.size()));
      took = took.plusNanos(System.nanoTime() - begun);
      if (!read.equals(stored)) {
        return new Proof.Failed(
            Failure.COPY_DIFFERS, "%s: stored %s, read %s".formatted(name, stored, read));
      }
    }
    return new Proof.Proven(took);
  }

  private static Fingerprint fingerprint(DirectoryFile file) {
    var taker = new Fingerprint.Taker();
    long size = await(file.size());
    while (taker.size() < size) {
      long left = size - taker.size();
      taker.add(await(file.read(taker.size(), (int) Math.min(DirectoryUpload.STRETCH, left))));
    }
    return taker.take();
  }
}
