package dev.vitascope.video;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Everything that can go wrong, once. Mapped in three places: the HTTP error answer, the job queue
 * (retry or not), and the status a person sees.
 */
public enum Failure {
  // A request that cannot be served as it stands.
  INVALID_REQUEST(400, false, "The request is not as the API describes it."),
  INVALID_FILENAME(
      400, false, "The file name has path parts or control characters: send the bare name."),
  FILE_EMPTY(400, false, "The file is empty: choose one with content."),
  FILE_TOO_LARGE(413, false, "The file is larger than 10 GB, the most a video may have."),
  ADDRESS_TOO_LONG(414, false, "The address of the request is too long."),
  HEADERS_TOO_LARGE(431, false, "The headers of the request are too large."),
  BODY_TOO_LARGE(413, false, "The request body is too large."),
  UNSUPPORTED_CONTENT_TYPE(415, false, "Send the body as application/json."),
  UNAUTHENTICATED(401, false, "Say who you are: send a token that is known here."),
  FORBIDDEN(403, false, "Your token does not allow this."),
  KEYS_UNAVAILABLE(503, true, "The keys that show who you are cannot be fetched just now."),
  NOT_FOUND(404, false, "There is nothing at this address."),
  METHOD_NOT_ALLOWED(405, false, "This address does not take that method."),
  LINK_INVALID(403, false, "This is no link that was made here for this video."),
  LINK_EXPIRED(403, false, "The link has run out: ask for another one."),
  VIDEO_NOT_FOUND(404, false, "There is no video with this id."),
  UPLOAD_CLOSED(409, false, "The upload of this video has ended: no more parts are taken."),
  NOT_FAILED(409, false, "Nothing of this video has failed: there is nothing to try again."),
  ALREADY_PUBLIC(
      409,
      false,
      "The video has been public and copies of it may live on: delete it, and upload it as private."),
  TOO_MANY_UPLOADS(
      429, true, "So many uploads of yours are open: finish or delete some, then try again."),
  UPLOAD_QUOTA_USED(429, true, "You have announced as much today as a day allows: go on tomorrow."),
  TOO_MANY_CALLS(429, true, "These are too many calls: wait as long as Retry-After says."),
  REQUEST_TOO_SLOW(408, true, "The request took too long to arrive: send it again."),
  REQUEST_IN_PROGRESS(409, true, "The same request is being answered: ask again in a moment."),
  IDEMPOTENCY_KEY_REUSED(
      422, false, "This Idempotency-Key came with another request before: take a new one."),
  PARTS_MISSING(409, true, "Parts of the upload are missing: send them, then complete it again."),
  PART_SIZE_WRONG(
      409, true, "Parts have another size than agreed: send them again, then complete it."),
  ORIGINAL_GONE(
      410, false, "The original is no longer kept: upload the file again to have it tried again."),
  UPLOAD_EXPIRED(410, false, "The upload was left for too long and was given up: start it again."),

  // A file that no retry makes a video.
  CHECKSUM_MISMATCH(422, false, "The file that arrived is not the one announced: upload it again."),
  NOT_A_VIDEO(422, false, "This is not a video file that can be read."),
  NO_VIDEO_STREAM(422, false, "The file has no moving picture in it."),
  UNSUPPORTED_CODEC(422, false, "The video is in a codec that is not taken: convert it to H.264."),
  DAMAGED(422, false, "The file is damaged or incomplete."),
  TOO_DEMANDING(422, false, "The video is beyond what is taken in size, length or streams."),

  // Something of ours or of our services: worth another try.
  ENCODE_FAILED(500, true, "The encoder ended unexpectedly."),
  ENCODE_STALLED(500, true, "The encoder made no progress and was stopped."),
  OUTPUT_INVALID(500, true, "The encoder's output did not pass its checks."),
  SCRATCH_FULL(507, true, "The worker has no disk space left for this video."),
  LEASE_LOST(409, true, "Another worker has taken this job over."),
  STORAGE_UNAVAILABLE(503, true, "The object storage does not answer as it should."),
  DATABASE_UNAVAILABLE(503, true, "The database does not answer."),
  BROKER_UNAVAILABLE(503, true, "The message broker does not answer."),
  IPFS_UNAVAILABLE(503, true, "The IPFS node does not answer as it should."),
  PIN_SERVICE_UNAVAILABLE(503, true, "The pinning service does not answer as it should."),
  COPY_NOT_FETCHED(503, true, "The pinning service could not fetch the copy."),
  COPY_LOST(503, true, "The pinning service has lost the copy: it is asked for again."),
  COPY_NOT_RETRIEVED(503, true, "The copy could not be read through the other gateway."),
  COPY_DIFFERS(503, true, "What the other gateway gave is not what was stored."),
  OVERLOADED(503, true, "Too much at once: try again in a moment."),
  INTERNAL(500, true, "Something went wrong on our side.");

  private final int httpStatus;
  private final boolean retriable;
  private final String sentence;

  Failure(int httpStatus, boolean retriable, String sentence) {
    this.httpStatus = httpStatus;
    this.retriable = retriable;
    this.sentence = sentence;
  }

  /** The stable code clients match on: {@code not_a_video}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What to tell a person, where nothing more particular is known. */
  public String sentence() {
    return sentence;
  }

  /** The status of an HTTP answer that carries this failure (RFC 9110). */
  public int httpStatus() {
    return httpStatus;
  }

  /** Whether the same thing, tried again, may succeed. */
  public boolean retriable() {
    return retriable;
  }

  /**
   * The failure with this code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Failure of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
