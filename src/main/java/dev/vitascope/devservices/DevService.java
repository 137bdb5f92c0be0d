package dev.vitascope.devservices;

import java.util.Map;

/** A service that can be started beside the program. */
interface DevService extends AutoCloseable {

  /** What a person knows it by: {@code database}. */
  String name();

  /**
   * Starts it and waits until it answers. Blocks.
   *
   * @throws ServiceException if it does not come up, with the last lines of its own log
   */
  Running start() throws Exception;

  /** Stops it and waits until it has; nothing if it never started. */
  @Override
  void close();

  /**
   * What came of it.
   *
   * @param source where it came from: {@code bundled}, {@code PATH} …
   * @param settings by which the program finds it
   */
  record Running(String source, String version, String address, Map<String, String> settings) {}
}
