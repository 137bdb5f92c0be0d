package dev.vitascope.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitascope.video.Json;
import dev.vitascope.video.VideoId;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code vitascope status}: one video's state. */
@Command(name = "status", description = "Shows one video's state.", mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ID",
      converter = IdConverter.class,
      description = "The video's id, a UUID.")
  private VideoId id;

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = ServerAddress.DEFAULT,
      converter = ServerAddress.class,
      description = "The server to ask (${DEFAULT-VALUE}).")
  private URI server;

  @Option(names = "--json", description = "Print the video as one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    try (var client = VideoClient.of(server)) {
      var video = client.video(id);
      print(video, client);
      return video.path("status").asText().equals("Failed") ? ExitCode.FAILED : ExitCode.DONE;
    }
  }

  private void print(ObjectNode video, VideoClient client) throws InterruptedException {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.write(video));
      return;
    }
    Summary.ofVideo(video, client, Map.of()).forEach(out::println);
    var progress = client.progress(id);
    var percent = Units.percent(progress.percent()).strip();
    out.printf("  %-10s %s, %s%n", "Progress", percent, progress.stage().word());
  }

  static final class IdConverter implements ITypeConverter<VideoId> {
    @Override
    public VideoId convert(String text) {
      try {
        return VideoId.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + text + "' is no video's id, which is a UUID");
      }
    }
  }
}
