package dev.vitascope.media;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.objectstore.DownloadName;
import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.objectstore.ObjectStore.Caching;
import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import dev.vitascope.objectstore.Representation;
import dev.vitascope.video.Resolution;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Stores what an encode makes, as it is made, under a prefix of the attempt's own. A playlist is
 * stored after the segments it names, so that whoever reads it finds them; and never overwritten by
 * another attempt. Used by the encode's thread alone.
 */
final class Publication {

  static final String PLAYLIST_TYPE = "application/vnd.apple.mpegurl";
  static final String MP4_TYPE = "video/mp4";

  private static final Representation FRAGMENT = new Representation(MP4_TYPE, Caching.IMMUTABLE);

  private static final Representation PICTURE =
      new Representation(Thumbnails.TYPE, Caching.IMMUTABLE);

  private final Original original;
  private final ObjectStore store;
  private final AttemptPrefix prefix;
  private final EncodeJob job;
  private final Ladder ladder;
  private final Supplier<Future<Void>> playable;
  private final Map<Resolution, List<SegmentFile>> segments = new LinkedHashMap<>();
  private final Map<Resolution, Future<Void>> stored = new LinkedHashMap<>();
  private Future<Void> master = Future.succeededFuture();
  private Future<Void> latest = Future.succeededFuture();

  /**
   * A publication of a job's outputs.
   *
   * @param original after which the MP4s are called, and that says in which bucket all is stored
   * @param playable called when the renditions that a master names have their first segment
   */
  Publication(
      Original original,
      ObjectStore store,
      AttemptPrefix prefix,
      EncodeJob job,
      Ladder ladder,
      Supplier<Future<Void>> playable) {
    this.original = original;
    this.store = store;
    this.prefix = prefix;
    this.job = job;
    this.ladder = ladder;
    this.playable = playable;
  }

  /** Begins to store a segment; throws what an earlier one failed with, so that the encode ends. */
  void add(SegmentFile segment) {
    throwEarlierFailure();
    var resolution = segment.resolution();
    var known = segments.computeIfAbsent(resolution, first -> new ArrayList<>());
    known.add(segment);
    var playlist = MediaPlaylist.of(known, false).render();
    var rendition = rendition(resolution);
    var before = stored.getOrDefault(resolution, Future.succeededFuture());
    var after =
        (known.size() == 1 ? before.compose(go -> file(rendition.init())) : before)
            .compose(go -> file(rendition.segment(segment.sequence())))
            .compose(go -> text(rendition.playlist(), playlist, Caching.GROWING));
    stored.put(resolution, after);
    if (known.size() == 1 && stored.size() == job.renditions().size()) {
      var all = Future.all(List.copyOf(stored.values()));
      master = master.compose(told -> all).compose(here -> announce(job.renditions()));
    }
  }

  /** The same for a rendition that is made before the others: it can be watched by itself. */
  void addFirst(SegmentFile segment) {
    add(segment);
    if (segment.sequence() == 0) {
      var rendition = rendition(segment.resolution());
      master = stored.get(segment.resolution()).compose(here -> announce(List.of(rendition)));
    }
  }

  /** Begins to store the MP4s and the thumbnails, once they are all there. */
  void addFiles() {
    var files = new ArrayList<Future<?>>(thumbnails(Thumbnails.in(job.scratch())));
    job.renditions().forEach(rendition -> files.add(mp4(rendition)));
    latest = Future.join(files).mapEmpty();
  }

  /** Stores what is left: the ended playlists, then the master of what was really made. */
  Published finish(List<RenditionOutput> outputs) {
    await(Future.all(List.copyOf(stored.values())));
    await(master);
    var left = new ArrayList<Future<?>>(List.of(latest));
    for (var output : outputs) {
      var playlist = output.rendition().playlist();
      left.add(text(playlist, output.playlist().render(), Caching.IMMUTABLE));
    }
    now(Future.join(left).mapEmpty());
    var pictures = Thumbnails.in(job.scratch());
    var text = MasterPlaylist.of(outputs, job.probe()).render();
    now(text(MasterPlaylist.NAME, text, Caching.IMMUTABLE));
    var rungs = outputs.stream().map(this::rung).toList();
    return new Published(prefix.toString(), rungs, pictures.size());
  }

  /** Takes back what is stored, of this attempt and earlier ones, once no more is on its way. */
  void withdraw() {
    var onTheWay = new ArrayList<Future<?>>(stored.values());
    onTheWay.add(master);
    onTheWay.add(latest);
    Future.join(onTheWay)
        .onComplete(arrived -> EarlierAttempts.remove(store, prefix.video(), prefix.attempt()));
  }

  private void now(Future<Void> put) {
    latest = put;
    await(put);
  }

  private List<Future<Void>> thumbnails(List<Path> made) {
    var files = new ArrayList<Future<Void>>();
    for (int n = 1; n <= made.size(); n++) {
      files.add(file(Thumbnails.name(n), made.get(n - 1), PICTURE));
    }
    Thumbnails.poster(made)
        .ifPresent(poster -> files.add(file(Thumbnails.POSTER, poster, PICTURE)));
    return files;
  }

  private Future<Void> announce(List<Rendition> renditions) {
    var variants =
        renditions.stream()
            .map(
                rendition ->
                    Variant.byCaps(rendition, codec(rendition), job.probe(), ladder.audioBitrate()))
            .toList();
    return text(MasterPlaylist.NAME, new MasterPlaylist(variants).render(), Caching.GROWING)
        .compose(go -> playable.get());
  }

  private CodecString codec(Rendition rendition) {
    try {
      return CodecString.of(job.scratch().resolve(rendition.init()));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Published.Rung rung(RenditionOutput output) {
    var rendition = output.rendition();
    var made =
        output.segments().stream()
            .map(
                segment ->
                    new Published.Segment(
                        prefix.key(rendition.segment(segment.file().sequence())),
                        segment.file().sequence(),
                        segment.file().duration(),
                        segment.bytes()))
            .toList();
    return new Published.Rung(
        rendition.resolution(),
        rendition.size().width(),
        rendition.size().height(),
        prefix.key(rendition.mp4()),
        output.mp4().toFile().length(),
        prefix.key(rendition.playlist()),
        output.init().toFile().length() + made.stream().mapToLong(Published.Segment::size).sum(),
        made);
  }

  private Future<Void> file(String name) {
    return file(name, job.scratch().resolve(name), FRAGMENT);
  }

  private Future<Void> mp4(Rendition rendition) {
    var ending = "-" + rendition.resolution() + ".mp4";
    var name = Optional.of(DownloadName.of(original.filename(), ending));
    return file(
        rendition.mp4(),
        job.scratch().resolve(rendition.mp4()),
        new Representation(MP4_TYPE, Caching.IMMUTABLE, name));
  }

  private Future<Void> file(String name, Path file, Representation what) {
    return store.put(key(name), file, what);
  }

  private Future<Void> text(String name, String content, Caching caching) {
    return store.put(key(name), Buffer.buffer(content), new Representation(PLAYLIST_TYPE, caching));
  }

  private ObjectKey key(String name) {
    return new ObjectKey(original.media(), prefix.key(name));
  }

  private Rendition rendition(Resolution resolution) {
    return job.renditions().stream()
        .filter(rendition -> rendition.resolution().equals(resolution))
        .findFirst()
        .orElseThrow();
  }

  private void throwEarlierFailure() {
    stored.values().stream().filter(Future::failed).findFirst().ifPresent(failed -> await(failed));
    if (master.failed()) {
      await(master);
    }
  }
}
