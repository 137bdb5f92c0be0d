package dev.vitascope.tracing;

import java.net.URI;
import java.util.Map;

/**
 * Where traces go.
 *
 * @param endpoint of a collector that takes OTLP over HTTP, without {@code /v1/traces}
 * @param headers sent with each request; their values are secret
 * @param percent of the traces that begin here, 0–100
 */
public record TracingSettings(URI endpoint, Map<String, String> headers, int percent) {

  public TracingSettings {
    headers = Map.copyOf(headers);
    if (endpoint.getHost() == null
        || endpoint.getUserInfo() != null
        || !endpoint.getScheme().matches("https?")) {
      throw new IllegalArgumentException(
          "a collector's address reads http://host:4318; credentials are for its headers");
    }
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("a share lies between 0 and 100: " + percent);
    }
  }

  @Override
  public String toString() {
    return "TracingSettings[endpoint=%s, headers=%s, percent=%d]"
        .formatted(endpoint, headers.keySet(), percent);
  }
}
