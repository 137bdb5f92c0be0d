package dev.vitascope.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EtaTest {

  private final Eta eta = new Eta();

  @Test
  void saysNothingBeforeTheFirstMovement() {
    eta.at(0, 0, 100);
    eta.at(1, 0, 100);
    assertTrue(eta.speed().isEmpty());
    assertTrue(eta.left().isEmpty());
  }

  @Test
  void steadySpeedGivesTheExactTimeLeft() {
    run(0, 40, 0, 10, 1000);
    assertEquals(10, eta.speed().orElseThrow(), 1e-9);
    assertEquals(60, left(), 0.01);
  }

  @Test
  void halfOfAChangeIsSeenAfterOneHalfLife() {
    run(0, 60, 0, 10, 10_000);
    run(60, 63, 600, 20, 10_000);
    assertEquals(15, eta.speed().orElseThrow(), 0.01);
  }

  @Test
  void timeLeftFollowsSmoothlyAndDoesNotJump() {
    run(0, 20, 0, 10, 1000);
    double before = left();
    eta.at(20.5, 201, 1000);
    assertTrue(Math.abs(left() - before) < 10, "from " + before + " to " + left());
  }

  @Test
  void isFrozenWhileStalledAndNotSlowedByIt() {
    run(0, 20, 0, 10, 1000);
    double before = left();
    for (double t = 20; t < 50; t += 0.5) {
      eta.at(t, 200, 1000);
    }
    assertTrue(eta.stalled(50));
    assertEquals(before, left(), 1e-9);
    eta.at(50, 205, 1000);
    assertFalse(eta.stalled(50));
    assertEquals(10, eta.speed().orElseThrow(), 1e-9);
  }

  @Test
  void aBurstIsNoSpeed() {
    eta.at(0, 0, 1000);
    eta.at(0.001, 500, 1000);
    assertTrue(eta.speed().isEmpty());
    eta.at(0.5, 505, 1000);
    assertEquals(1010, eta.speed().orElseThrow(), 1e-9);
  }

  private void run(double from, double to, double done, double speed, double total) {
    for (double t = from; t <= to; t += 0.25) {
      eta.at(t, done + (t - from) * speed, total);
    }
  }

  private double left() {
    return eta.left().orElseThrow().toMillis() / 1000.0;
  }
}
