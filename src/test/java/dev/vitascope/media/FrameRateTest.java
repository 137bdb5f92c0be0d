package dev.vitascope.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameRateTest {

  @ParameterizedTest
  @CsvSource({
    "30000/1001, 30000/1001, 30000/1001",
    "25/1,       25/1,       25/1",
    "30/1,       359/12,     30/1",
    "25/2,       25/2,       25/2",
    "120/1,      120/1,      120/2",
    "240000/1001, 240000/1001, 240000/4004",
    "90000/1,    2873/100,   30000/1001",
    "60/1,       1000/1,     60/1",
    "30/1,       143/10,     15/1",
    "1/1,        1/1,        10/1",
    "0/0,        0/0,        25/1",
    "30/1,       0/0,        30/1"
  })
  void choosesAConstantRate(String nominal, String average, String chosen) {
    assertEquals(
        chosen, FrameRate.toEncode(FrameRate.find(nominal), FrameRate.find(average)).toString());
  }

  @Property
  void staysBetweenFiveAndSixty(
      @ForAll @LongRange(min = 0, max = 10_000_000) long frames,
      @ForAll @LongRange(min = 0, max = 1_000_000) long seconds) {
    var told = FrameRate.find(frames + "/" + seconds);
    var rate = FrameRate.toEncode(told, told).value();
    assertTrue(rate >= 5 && rate < 60.02, () -> "rate " + rate);
  }
}
