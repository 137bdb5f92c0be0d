package dev.vitascope.fsck;

import java.util.Locale;

/**
 * One thing that is not as another says.
 *
 * @param subject a video's id, an object's key, a task's id
 */
public record Disagreement(Kind kind, String subject, String detail) {

  /** What is wrong, and so who has to act. */
  public enum Kind {
    /** A row names an object that is not there, or is another. */
    OBJECT_MISSING,
    OBJECT_WRONG,
    /** What is published does not play as its rows say. */
    PLAYLIST_OPEN,
    DURATION_WRONG,
    /** Recorded as pinned, and is not. */
    NOT_PINNED,
    CID_MISSING,
    /** Nobody will ever go on with it. */
    VIDEO_STRANDED,
    TASK_STRANDED,
    /** Nothing refers to it. */
    OBJECT_STRAY,
    UPLOAD_STRAY
  }

  @Override
  public String toString() {
    return "%s %s: %s"
        .formatted(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), subject, detail);
  }
}
