package dev.vitascope.cli;

import dev.vitascope.video.Progress;
import java.nio.file.Path;

/** Is told how files fare. Calls come on many threads. */
public interface IngestListener {

  void sent(Path file, long bytes, long size);

  void progressed(Path file, Progress progress);

  /** Something a person may want to know that changes nothing. */
  void noted(Path file, String words);

  void ended(Path file, Outcome outcome);
}
