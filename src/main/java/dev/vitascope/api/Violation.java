package dev.vitascope.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.json.schema.OutputUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is wrong with a body, told by the member that is wrong.
 *
 * @param schema of the body, in which the errors' keyword locations point
 * @param errors of the JSON Schema validation, outermost first
 */
record Violation(JsonObject schema, List<OutputUnit> errors) {

  /** Say only that something further in is wrong. */
  private static final Set<String> WRAPPERS = Set.of("properties", "items", "$ref");

  String inWords(Optional<JsonNode> body) {
    return errors.stream()
        .filter(this::says)
        .findFirst()
        .map(error -> sentence(error, body))
        .orElse("The body is not as the API describes it.");
  }

  /** The validator counts a known member with a wrong value among the additional ones too. */
  private boolean says(OutputUnit error) {
    var keyword = keyword(error);
    return !WRAPPERS.contains(keyword)
        && !(keyword.equals("additionalProperties")
            && schema.getJsonObject("properties").containsKey(member(error)));
  }

  private String sentence(OutputUnit error, Optional<JsonNode> body) {
    var expected = JsonPointer.from(pointer(error.getKeywordLocation())).queryJson(schema);
    var name = member(error);
    return switch (keyword(error)) {
      case "required" -> "Missing: %s.".formatted(missing(body));
      case "additionalProperties" -> "There is no member named %s.".formatted(name);
      case "type" -> "%s must be of type %s.".formatted(name, expected);
      case "pattern" -> "%s must look like %s.".formatted(name, expected);
      case "maxLength" -> "%s has more than %s characters.".formatted(name, expected);
      case "minItems" -> "%s needs at least %s.".formatted(name, expected);
      case "maxItems" -> "%s takes at most %s.".formatted(name, expected);
      case "minimum" -> "%s must be at least %s.".formatted(name, expected);
      case "maximum" -> "%s must be at most %s.".formatted(name, expected);
      default -> "%s: %s.".formatted(name, error.getError());
    };
  }

  private String missing(Optional<JsonNode> body) {
    return schema.getJsonArray("required", new JsonArray()).stream()
        .map(String::valueOf)
        .filter(name -> body.isEmpty() || !body.get().has(name))
        .collect(Collectors.joining(", "));
  }

  private static String keyword(OutputUnit error) {
    var location = error.getKeywordLocation();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static String member(OutputUnit error) {
    var location = pointer(error.getInstanceLocation());
    return location.isEmpty() ? "The body" : location.substring(1).replace('/', '.');
  }

  private static String pointer(String location) {
    return location.substring(location.indexOf('#') + 1);
  }
}
