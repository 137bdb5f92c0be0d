package dev.vitascope;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.video.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators look at, and what they must never see. */
class ObservabilityTest {

  private static final Pattern OURS = Pattern.compile("vitascope_[a-z_]+");

  /** What Prometheus makes of a timer's or a counter's name. */
  private static final Pattern ENDING = Pattern.compile("_(bucket|count|sum|max|total)$");

  private static final SettingsSource SECRETIVE =
      new SettingsSource(
          Map.ofEntries(
              entry("VITASCOPE_DATABASE_URL", "postgresql://u:hush-1@db.example/v"),
              entry("VITASCOPE_PULSAR_URL", "pulsar://broker.example:6650"),
              entry("VITASCOPE_S3_ENDPOINT", "https://storage.example"),
              entry("VITASCOPE_S3_ACCESS_KEY", "key"),
              entry("VITASCOPE_S3_SECRET_KEY", "hush-2"),
              entry("VITASCOPE_IPFS_API", "http://me:hush-3@kubo.example:5001"),
              entry("VITASCOPE_PIN_SERVICES", "own,second"),
              entry("VITASCOPE_PIN_SERVICE_SECOND_KUBO", "https://me:hush-6@kubo.example"),
              entry("VITASCOPE_PIN_SERVICE_OWN_URL", "https://pins.example"),
              entry("VITASCOPE_PIN_SERVICE_OWN_TOKEN", "hush-4"),
              entry("VITASCOPE_OTLP_ENDPOINT", "https://collector.example"),
              entry("VITASCOPE_OTLP_HEADERS", "authorization=Bearer hush-5")));

  @Test
  void whatDashboardAndAlertsAskForIsDocumented() throws IOException {
    var documented = metrics(Files.readString(Path.of("docs/operations.md")));
    var asked = new HashSet<>(metrics(Files.readString(Path.of("observability/alerts.yaml"))));
    for (var panel : dashboard().get("panels")) {
      panel.get("targets").forEach(target -> asked.addAll(metrics(target.get("expr").asText())));
    }
    asked.removeAll(documented);
    // Told of together with others of their kind.
    asked.removeAll(Set.of("vitascope_live_videos", "vitascope_live_messages"));
    assertEquals(Set.of(), new TreeSet<>(asked));
  }

  @Test
  void everyPanelHasItsPlaceAndAsksForSomething() throws IOException {
    var places = new HashSet<String>();
    for (var panel : dashboard().get("panels")) {
      assertFalse(panel.get("targets").isEmpty(), panel.get("title").asText());
      places.add(panel.at("/gridPos/x").asText() + "," + panel.at("/gridPos/y").asText());
    }
    assertEquals(dashboard().get("panels").size(), places.size());
  }

  @Test
  void settingsAreToldWithoutASecret() {
    var told = Settings.read(SECRETIVE).toString();
    assertFalse(told.contains("hush"), told);
  }

  @ParameterizedTest
  @CsvSource({
    "VITASCOPE_DATABASE_URL, postgresql://u:hush@d b/v",
    "VITASCOPE_DATABASE_URL, mysql://u:hush@db/v",
    "VITASCOPE_PULSAR_URL, http://u:hush@broker:6650",
    "VITASCOPE_IPFS_API, http://u:hush@ku bo:5001",
    "VITASCOPE_IPFS_API, ftp://u:hush@kubo:5001",
    "VITASCOPE_OTLP_HEADERS, Bearer hush",
    "VITASCOPE_OTLP_ENDPOINT, http://u:hush@collector:4318"
  })
  void whatIsWrongWithThemIsToldWithoutASecret(String setting, String wrong) {
    var source = SECRETIVE.with(Map.of(setting, wrong));
    var refusal = assertThrows(SettingsException.class, () -> Settings.read(source));
    assertFalse(refusal.getMessage().contains("hush"), refusal.getMessage());
  }

  private static JsonNode dashboard() throws IOException {
    var text = Files.readString(Path.of("observability/grafana/vitascope.json"));
    return Json.read(text, JsonNode.class);
  }

  private static Set<String> metrics(String text) {
    return Stream.of(text)
        .flatMap(all -> OURS.matcher(all).results())
        .map(MatchResult::group)
        .map(name -> ENDING.matcher(name).replaceFirst(""))
        .collect(toSet());
  }
}
