package dev.vitascope.objectstore;

import dev.vitascope.video.Visibility;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The storage of originals, of published files, which anyone may read, and of those of private
 * videos. Every call is safe to repeat.
 *
 * <p>A future fails with a {@code VideoException}: {@code STORAGE_UNAVAILABLE} for anything that
 * may pass; an object or upload that is not there is a value, never a failure, unless said
 * otherwise.
 */
public interface ObjectStore {

  /** Which of the buckets. */
  enum Bucket {
    ORIGINALS,
    /** What anyone may read. */
    MEDIA,
    /** What is read by signed URLs only: the files of private videos, under the same keys. */
    PRIVATE_MEDIA;

    /** Those in which files of a video may lie that were made of it. */
    public static final List<Bucket> OF_MEDIA = List.of(MEDIA, PRIVATE_MEDIA);

    /** Where the files lie that are made of a video. */
    public static Bucket of(Visibility visibility) {
      return visibility == Visibility.PUBLIC ? MEDIA : PRIVATE_MEDIA;
    }
  }

  /** Where an object lies. */
  record ObjectKey(Bucket bucket, String key) {
    public ObjectKey {
      if (key.isEmpty() || key.startsWith("/") || key.length() > 1024) {
        throw new IllegalArgumentException("not an object key: " + key);
      }
    }

    public static ObjectKey original(String key) {
      return new ObjectKey(Bucket.ORIGINALS, key);
    }

    public static ObjectKey media(String key) {
      return new ObjectKey(Bucket.MEDIA, key);
    }
  }

  /**
   * An upload in parts that has been opened.
   *
   * @param token what the finished object's metadata will hold, to know it again
   */
  record Upload(ObjectKey key, String uploadId, String token) {}

  /**
   * A part that storage has.
   *
   * @param number from 1
   * @param size in bytes
   */
  record Part(int number, long size, String etag) {}

  /**
   * What storage says of an object.
   *
   * @param size in bytes
   * @param token the upload's, where it came by an upload in parts
   * @param etag as HTTP has it (RFC 9110, 8.8.3), quotes included
   * @param contentType as it was stored
   * @param caching the {@code Cache-Control} it was stored with
   * @param disposition the {@code Content-Disposition} it was stored with
   */
  record ObjectFacts(
      long size,
      Optional<String> token,
      String etag,
      Optional<String> contentType,
      Optional<String> caching,
      Optional<String> disposition) {}

  /** Who may keep a copy of a published file, and for how long. */
  enum Caching {
    /** Never changes under its key. */
    IMMUTABLE("public, max-age=31536000, immutable"),
    /** A playlist that still grows. */
    GROWING("public, max-age=1"),
    NONE("no-store");

    private final String header;

    Caching(String header) {
      this.header = header;
    }

    public String header() {
      return header;
    }
  }

  /** Makes the buckets and what they need (CORS, who may read), as far as the storage takes it. */
  Future<Void> prepare();

  Future<Upload> openUpload(ObjectKey key, String contentType);

  /** A URL that takes exactly this part, of exactly this size, until it expires. Signs only. */
  URI signPart(Upload upload, int number, long size, Duration validity);

  /** The parts that storage has, by number; empty if there is no such upload (any more). */
  Future<List<Part>> listParts(Upload upload);

  /**
   * Joins the parts that storage has into the object. Done before counts as done: what decides is
   * whether the object is there with the upload's token and this size.
   *
   * @param size of the whole, in bytes
   */
  Future<ObjectFacts> completeUpload(Upload upload, List<Part> parts, long size);

  /** Gives the upload up and frees its parts; nothing happens if it has ended. */
  Future<Void> abortUpload(Upload upload);

  Future<Optional<ObjectFacts>> head(ObjectKey key);

  /**
   * A stretch of an object.
   *
   * @param length in bytes; the future fails if fewer come
   */
  default Future<Buffer> read(ObjectKey key, long offset, int length) {
    var bytes = new byte[length];
    return read(key, offset, ByteBuffer.wrap(bytes)).map(read -> Buffer.buffer(bytes));
  }

  /**
   * Fills memory with a stretch of an object.
   *
   * @param into from its position to its limit, which stay as they are; not to be touched before
   *     the future is done, which fails if fewer bytes come
   */
  Future<Void> read(ObjectKey key, long offset, ByteBuffer into);

  Future<Void> put(ObjectKey key, Buffer content, Representation what);

  /** Stores a file's content, streamed, in parts where it is large. */
  Future<Void> put(ObjectKey key, Path file, Representation what);

  /** The keys below a prefix, in their order. */
  default Future<List<String>> list(Bucket bucket, String prefix) {
    return sizes(bucket, prefix).map(found -> List.copyOf(found.keySet()));
  }

  /** What there is below a prefix: the size of each object in bytes, by its key, in their order. */
  Future<SortedMap<String, Long>> sizes(Bucket bucket, String prefix);

  /** The keys for which uploads in parts are open. */
  Future<List<String>> openUploads(Bucket bucket);

  Future<Void> delete(Bucket bucket, List<String> keys);

  /** Where originals go that have had their time, if there is such a place. */
  default Optional<Archive> archive() {
    return Optional.empty();
  }

  /**
   * A URL by which anyone may read an object until it expires; shared caches are told to keep
   * nothing of it. Signs only.
   *
   * @param validity of whole seconds, from 1 to a week
   */
  URI signRead(ObjectKey key, Duration validity);

  /**
   * Copies a private video's file to where anyone may read it, within the storage.
   *
   * @param mediaKey of an object that is there
   */
  Future<Void> publish(String mediaKey);

  /** Where anyone can read a published file: at the CDN, the storage, or this program. */
  URI publicUrl(String mediaKey);
}
