package dev.vitascope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vitascope.video.Json;
import dev.vitascope.video.VideoId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers which video an upload that has not ended belongs to, so that the next run of the same
 * file goes on with it. A hint only: what has arrived is asked of the server.
 */
public record PendingUploads(Path folder) {

  private record Note(VideoId videoId, URI server, Path file) {}

  /** In the folder that this system keeps for a user's programs' state. */
  public static PendingUploads ofUser() {
    return new PendingUploads(stateFolder(System.getenv()).resolve("vitascope/uploads"));
  }

  static Path stateFolder(Map<String, String> environment) {
    var home = Path.of(System.getProperty("user.home"));
    if (environment.containsKey("LOCALAPPDATA")) {
      return Path.of(environment.get("LOCALAPPDATA"));
    }
    var configured = environment.getOrDefault("XDG_STATE_HOME", "");
    if (configured.startsWith("/")) {
      return Path.of(configured);
    }
    return System.getProperty("os.name").startsWith("Mac")
        ? home.resolve("Library/Application Support")
        : home.resolve(".local/state");
  }

  Optional<VideoId> find(URI server, SourceFile file) {
    try {
      var note = Json.read(Files.readString(noteOf(server, file)), Note.class);
      return Optional.of(note.videoId());
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  void remember(URI server, SourceFile file, VideoId id) throws IOException {
    Files.createDirectories(folder);
    var whole = Files.createTempFile(folder, "note", ".tmp");
    Files.writeString(whole, Json.write(new Note(id, server, file.path())));
    Files.move(whole, noteOf(server, file), StandardCopyOption.REPLACE_EXISTING);
  }

  void forget(URI server, SourceFile file) throws IOException {
    Files.deleteIfExists(noteOf(server, file));
  }

  private Path noteOf(URI server, SourceFile file) {
    var key =
        String.join(
            "\n",
            server.toString(),
            file.path().toString(),
            "" + file.size(),
            "" + file.modified());
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
      return folder.resolve(HexFormat.of().formatHex(digest, 0, 16) + ".json");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
