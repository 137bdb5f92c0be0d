package dev.vitascope.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.video.Stage;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A video in words: where to watch it, its copy on IPFS, how long each stage took. */
public final class Summary {

  private final List<String> lines = new ArrayList<>();

  private Summary() {}

  /**
   * The lines for one video.
   *
   * @param video as {@code GET /videos/{id}} gives it
   * @param took empty where it was not watched
   */
  public static List<String> of(JsonNode video, URI watchPage, Map<Stage, Duration> took) {
    var summary = new Summary();
    summary.head(video);
    summary.addresses(video, watchPage);
    summary.times(took);
    return summary.lines;
  }

  /** The lines for a file's video; none if there is none. */
  public static List<String> of(Outcome outcome, VideoClient client) {
    return switch (outcome) {
      case Outcome.Settled settled -> ofVideo(settled.settled(), client, settled.took());
      case Outcome.HandedOver left -> ofVideo(left.handedOver(), client, Map.of());
      case Outcome.Broken broken ->
          broken.video().map(video -> ofVideo(video, client, Map.of())).orElse(List.of());
    };
  }

  /** The lines for a video of this server. */
  static List<String> ofVideo(JsonNode video, VideoClient client, Map<Stage, Duration> took) {
    var page = URI.create(client.server() + "/watch/" + video.path("video_id").asText());
    return of(video, page, took);
  }

  private void head(JsonNode video) {
    var title = video.path("title").asText(video.path("filename").asText("Untitled"));
    lines.add(Text.plain(title));
    row("Video", video.path("video_id").asText());
    row("Status", video.path("status").asText());
    row("Reason", video.at("/error/message").asText());
  }

  private void addresses(JsonNode video, URI watchPage) {
    if (!video.path("status").asText().equals("Failed")) {
      row("Watch", watchPage.toString());
    }
    row("HLS", video.at("/playback/hls_url").asText());
    video
        .at("/playback/mp4")
        .forEach(mp4 -> row("MP4 " + mp4.path("resolution").asText(), mp4.path("url").asText()));
    row("IPFS", video.path("ipfs_cid").asText());
    row("Gateway", video.at("/playback/ipfs_gateway_url").asText());
  }

  private void times(Map<Stage, Duration> took) {
    var label = "Took";
    for (var stage : took.entrySet()) {
      row(label, "%-10s %8s".formatted(word(stage.getKey()), Units.span(stage.getValue())));
      label = "";
    }
  }

  private static String word(Stage stage) {
    return stage == Stage.RECEIVING ? "uploading" : stage.word();
  }

  private void row(String label, String value) {
    if (!value.isEmpty() && !value.equals("null")) {
      lines.add(String.format(Locale.ROOT, "  %-10s %s", label, Text.plain(value)));
    }
  }
}
