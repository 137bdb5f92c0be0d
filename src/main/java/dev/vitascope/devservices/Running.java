package dev.vitascope.devservices;

import java.util.Map;

/**
 * A part that answers.
 *
 * @param source where its program came from
 * @param address where it is reached
 * @param settings setting name to value
 * @param stop ends it; returns when it is gone
 */
record Running(
    String source, String version, String address, Map<String, String> settings, Runnable stop) {

  Running {
    settings = Map.copyOf(settings);
  }
}
