package dev.vitascope.cli;

/** Shows how files fare until it is closed. */
public sealed interface ProgressDisplay extends IngestListener, AutoCloseable
    permits LiveBars, PlainLines {

  @Override
  void close();
}
