package dev.vitascope;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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

/** What operators look at, and what they must never see. */
class ObservabilityTest {

  private static final Pattern OURS = Pattern.compile("vitascope_[a-z_]+");

  /** What Prometheus makes of a timer's or a counter's name. */
  private static final Pattern ENDING = Pattern.compile("_(bucket|count|sum|max|total)$");

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
    var told =
        Settings.read(
                new SettingsSource(
                    Map.of(
                        "VITASCOPE_DATABASE_URL", "postgresql://u:hush-1@db.example/v",
                        "VITASCOPE_PULSAR_URL", "pulsar://broker.example:6650",
                        "VITASCOPE_S3_ENDPOINT", "https://storage.example",
                        "VITASCOPE_S3_ACCESS_KEY", "key",
                        "VITASCOPE_S3_SECRET_KEY", "hush-2",
                        "VITASCOPE_IPFS_API", "http://me:hush-3@kubo.example:5001",
                        "VITASCOPE_PIN_SERVICES", "own",
                        "VITASCOPE_PIN_SERVICE_OWN_URL", "https://pins.example",
                        "VITASCOPE_PIN_SERVICE_OWN_TOKEN", "hush-4")))
            .toString();
    assertFalse(told.contains("hush"), told);
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
