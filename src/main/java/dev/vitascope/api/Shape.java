package dev.vitascope.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.stream.Collectors;

/** Schemas of the contract in HTML. */
final class Shape {

  private Shape() {}

  static JsonNode resolved(JsonNode contract, JsonNode node) {
    var reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : contract.at(reference.substring(1));
  }

  /** What kind of value a schema takes: a word, or a link to the shape. */
  static String type(JsonNode schema) {
    if (schema.has("$ref")) {
      var reference = schema.path("$ref").asText();
      var name = reference.substring(reference.lastIndexOf('/') + 1);
      return "<a href=\"#shape-%1$s\">%1$s</a>".formatted(Prose.escaped(name));
    }
    if (schema.has("items")) {
      return "list of " + type(schema.path("items"));
    }
    if (schema.has("enum")) {
      return words(schema.path("enum"), " · ");
    }
    var type = schema.path("type");
    var word = type.isArray() ? words(type, " or ") : Prose.escaped(type.asText());
    return schema.has("format")
        ? word + " (" + Prose.escaped(schema.path("format").asText()) + ")"
        : word;
  }

  static String members(JsonNode schema) {
    if (!schema.has("properties")) {
      return "<p>" + type(schema) + "</p>";
    }
    var required = new HashSet<String>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    return schema.path("properties").properties().stream()
        .map(
            member ->
                "<tr><td><code>%s</code>%s</td><td>%s</td><td>%s%s</td></tr>"
                    .formatted(
                        Prose.escaped(member.getKey()),
                        required.contains(member.getKey()) ? "" : "?",
                        type(member.getValue()),
                        Prose.inline(member.getValue().path("description").asText()),
                        nested(member.getValue())))
        .collect(Collectors.joining("", "<table>", "</table>"));
  }

  private static String nested(JsonNode schema) {
    var inner = schema.has("items") ? schema.path("items") : schema;
    return inner.has("properties") ? members(inner) : "";
  }

  private static String words(JsonNode list, String between) {
    return list.valueStream()
        .map(JsonNode::asText)
        .map(Prose::escaped)
        .collect(Collectors.joining(between));
  }
}
