package dev.vitascope.media;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Looks at the packets of a picture stream, in the order of decoding, for what stands against
 * cutting it as it is: a frame that is not where its rate has it, a segment that could not begin
 * with a keyframe or needs frames before it, a profile or level beyond what our own encodes have.
 */
final class FrameScan {

  private static final Set<String> PROFILES =
      Set.of("Constrained Baseline", "Baseline", "Main", "High");

  private static final int HIGHEST_LEVEL = 42;

  /** ffprobe rounds to microseconds. */
  private static final double EXACT = 0.000_001_5;

  /** The sound begins by so much earlier than the picture that a cut may come early. */
  private static final int FRAMES_OF_SOUND = 2;

  private final SegmentGrid grid;
  private long frames;
  private long last;
  private long segment;
  private boolean facts;

  FrameScan(SegmentGrid grid) {
    this.grid = grid;
  }

  /** Takes a line of ffprobe's {@code compact} writer; false if it stands against it. */
  boolean take(String line) {
    var fields = fields(line);
    return switch (line.split("\\|", 2)[0]) {
      case "packet" -> packet(fields);
      case "stream" -> stream(fields);
      case "format" -> fields.getOrDefault("start_time", "").matches("0(\\.0+)?");
      default -> true;
    };
  }

  /** Whether it was all there, once no more lines come. */
  boolean passed() {
    return facts && frames > 0 && frames == last + 1;
  }

  private boolean stream(Map<String, String> fields) {
    facts = PROFILES.contains(fields.get("profile")) && level(fields) <= HIGHEST_LEVEL;
    return facts;
  }

  private static int level(Map<String, String> fields) {
    var level = fields.getOrDefault("level", "");
    return level.matches("\\d{1,3}") ? Integer.parseInt(level) : Integer.MAX_VALUE;
  }

  private boolean packet(Map<String, String> fields) {
    var time = fields.getOrDefault("pts_time", "");
    if (!time.matches("\\d{1,9}\\.\\d{6}")) {
      return false;
    }
    var seconds = Double.parseDouble(time);
    var frame = Math.round(seconds * grid.rate().value());
    if (Math.abs(seconds - frame / grid.rate().value()) > EXACT || frame < segment) {
      return false;
    }
    frames++;
    last = Math.max(last, frame);
    return cuts(frame, fields.getOrDefault("flags", "").startsWith("K"));
  }

  private boolean cuts(long frame, boolean keyframe) {
    var within = frame % grid.frames();
    if (within == 0) {
      segment = frame;
      return keyframe;
    }
    return !keyframe || within < grid.frames() - FRAMES_OF_SOUND;
  }

  private static Map<String, String> fields(String line) {
    var fields = new HashMap<String, String>();
    for (var field : line.split("\\|", -1)) {
      var equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(field.substring(0, equals), field.substring(equals + 1).strip());
      }
    }
    return fields;
  }
}
