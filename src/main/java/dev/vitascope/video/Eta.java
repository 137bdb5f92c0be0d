package dev.vitascope.video;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Speed and time left as half-life averages: what was measured one half-life ago counts half. Both
 * stand still while nothing moves, and a standstill does not count as slowness afterwards. Has no
 * clock of its own.
 */
public final class Eta {

  private static final double SPEED_HALF_LIFE = 3;
  private static final double LEFT_HALF_LIFE = 2;
  private static final double STALL_SECONDS = 5;

  /** Bytes come in bursts: over less than this, a speed says nothing. */
  private static final double LEAST_SECONDS = 0.2;

  private double movedAt = Double.NaN;
  private double done;
  private double speed = Double.NaN;
  private double left = Double.NaN;

  /**
   * A measurement; one that shows no movement changes nothing.
   *
   * @param seconds of a clock that only goes forward
   * @param nowDone how much is done, in any unit
   * @param total of the same unit
   */
  public void at(double seconds, double nowDone, double total) {
    if (Double.isNaN(movedAt)) {
      movedAt = seconds;
      done = nowDone;
    }
    double elapsed = seconds - movedAt;
    if (nowDone <= done || elapsed < LEAST_SECONDS) {
      return;
    }
    if (elapsed <= STALL_SECONDS) {
      learn(elapsed, (nowDone - done) / elapsed, total - nowDone);
    }
    movedAt = seconds;
    done = nowDone;
  }

  private void learn(double elapsed, double measured, double remaining) {
    speed = Double.isNaN(speed) ? measured : mix(speed, measured, elapsed, SPEED_HALF_LIFE);
    double raw = remaining / speed;
    double countedDown = Math.max(0, left - elapsed);
    left = Double.isNaN(left) ? raw : mix(countedDown, raw, elapsed, LEFT_HALF_LIFE);
  }

  private static double mix(double old, double fresh, double elapsed, double halfLife) {
    double kept = Math.pow(0.5, elapsed / halfLife);
    return kept * old + (1 - kept) * fresh;
  }

  /** Units a second; empty before the first movement. */
  public OptionalDouble speed() {
    return Double.isNaN(speed) ? OptionalDouble.empty() : OptionalDouble.of(speed);
  }

  /** Empty before the first movement. */
  public Optional<Duration> left() {
    return Double.isNaN(left)
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.round(left * 1000)));
  }

  public boolean stalled(double seconds) {
    return seconds - movedAt > STALL_SECONDS;
  }
}
