package dev.vitascope.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PartPlanTest {

  private static final long MIB = 1 << 20;
  private static final long GIB = 1 << 30;

  @Property
  void partsMakeUpTheFile(@ForAll @LongRange(min = 1, max = 10 * GIB) long size) {
    var plan = PartPlan.of(size);
    assertEquals(size, plan.numbers().stream().mapToLong(plan::sizeOf).sum());
  }

  @Property
  void partsAreWhatS3Takes(@ForAll @LongRange(min = 1, max = 5_000 * GIB) long size) {
    var plan = PartPlan.of(size);
    assertTrue(plan.count() <= 9_500);
    assertTrue(plan.partSize() >= 16 * MIB && plan.partSize() <= 5 * GIB);
    long last = plan.sizeOf(plan.count());
    assertTrue(last >= 1 && last <= plan.partSize());
  }

  @Property
  void thereAreNoOtherParts(@ForAll @LongRange(min = 1, max = 10 * GIB) long size) {
    var plan = PartPlan.of(size);
    assertFalse(plan.has(0));
    assertTrue(plan.has(1) && plan.has(plan.count()));
    assertFalse(plan.has(plan.count() + 1));
  }

  @Test
  void aSmallFileIsOnePartAndALargeOneHasPartsThatGrow() {
    assertEquals(1, PartPlan.of(1).count());
    assertEquals(1, PartPlan.of(16 * MIB).count());
    assertEquals(2, PartPlan.of(16 * MIB + 1).count());
    assertEquals(640, PartPlan.of(10 * GIB).count());
    assertEquals(32 * MIB, PartPlan.of(9_500 * 16 * MIB + 1).partSize());
  }
}
