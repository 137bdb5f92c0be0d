package dev.vitascope;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Settings as text by name, the nearest source first: what the command line says, the environment,
 * {@code conf/vitascope.properties}. An empty value counts as none.
 */
public record SettingsSource(Map<String, String> values) {

  private static final String PREFIX = "VITASCOPE_";

  public SettingsSource {
    values = Map.copyOf(values);
  }

  /** From the environment and the folder's {@code vitascope.properties}, if it is there. */
  public static SettingsSource of(Map<String, String> environment, Path conf) throws IOException {
    var merged = new HashMap<String, String>();
    var file = conf.resolve("vitascope.properties");
    if (Files.exists(file)) {
      var properties = new Properties();
      try (var reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
      properties
          .stringPropertyNames()
          .forEach(name -> merged.put(name, properties.getProperty(name)));
    }
    merged.putAll(environment);
    merged.entrySet().removeIf(entry -> unset(entry.getKey(), entry.getValue()));
    return new SettingsSource(merged);
  }

  /** With these values over its own. */
  public SettingsSource with(Map<String, String> nearer) {
    var merged = new HashMap<>(values);
    merged.putAll(nearer);
    return new SettingsSource(merged);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * A value that cannot be done without.
   *
   * @throws SettingsException if it is not set
   */
  String required(String name) {
    return text(name).orElseThrow(() -> new SettingsException(name + " is not set"));
  }

  /** Not told where it is none: passwords stand in addresses. */
  Optional<URI> uri(String name) {
    var text = text(name);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(new URI(text.get().strip()));
    } catch (URISyntaxException e) {
      throw new SettingsException(name + " is to be an address");
    }
  }

  /**
   * An address that cannot be done without.
   *
   * @throws SettingsException if it is not set, or none
   */
  URI requiredUri(String name) {
    required(name);
    return uri(name).orElseThrow();
  }

  int number(String name, int otherwise) {
    return number(name).orElse(otherwise);
  }

  Optional<Integer> number(String name) {
    return parsed(name, "a whole number", Integer::valueOf);
  }

  /** Whether it is switched on; off where it is not set. */
  boolean flag(String name) {
    return parsed(name, "on or off", SettingsSource::isOn).orElse(false);
  }

  /** Its items, between commas. */
  List<String> list(String name) {
    return text(name).stream()
        .flatMap(text -> Stream.of(text.split(",", -1)))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /** Its items as {@code name=value}; none of them is told if one is no such thing. */
  Map<String, String> pairs(String name) {
    var pairs = new HashMap<String, String>();
    for (var item : list(name)) {
      int equals = item.indexOf('=');
      if (equals < 1) {
        throw new SettingsException(name + " is to be name=value, with commas between");
      }
      pairs.put(item.substring(0, equals).strip(), item.substring(equals + 1).strip());
    }
    return pairs;
  }

  private static boolean isOn(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "on", "true", "yes", "1" -> true;
      case "off", "false", "no", "0" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  <T> Optional<T> parsed(String name, String what, Function<String, T> parser) {
    try {
      return text(name).map(String::strip).map(parser);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(
          "%s is to be %s, not \"%s\"".formatted(name, what, values.get(name)), e);
    }
  }

  private static boolean unset(String name, String value) {
    return !name.startsWith(PREFIX) || value.isBlank();
  }
}
