package dev.vitascope.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.video.Failure;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The contract as one HTML page that needs no script and no other host. */
final class DocsPage {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final JsonNode contract;

  private DocsPage(JsonNode contract) {
    this.contract = contract;
  }

  static String of(JsonNode contract) {
    return new DocsPage(contract).page();
  }

  private String page() {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s API</title>
    <link rel="stylesheet" href="/docs.css">
    </head>
    <body>%s</body>
    </html>
    """
        .formatted(text(contract.path("info"), "title"), body(contract.path("info")));
  }

  private String body(JsonNode info) {
    return """
    <header><h1>%s API</h1><p>%s</p><p><a href="/openapi.yaml">openapi.yaml</a></p></header>
    <main>
    <section>%s</section>
    %s
    <section><h2>Shapes</h2>%s</section>
    <section><h2>Problems</h2><dl>%s</dl></section>
    </main>
    """
        .formatted(
            text(info, "title"),
            text(info, "summary"),
            Prose.html(info.path("description").asText()),
            each(contract.path("tags"), this::tag),
            entries(contract.at("/components/schemas"), this::shape),
            problems());
  }

  private String tag(JsonNode tag) {
    var name = tag.path("name").asText();
    var operations =
        entries(
            contract.path("paths"),
            (path, item) ->
                entries(
                    item,
                    (method, operation) ->
                        METHODS.contains(method) && operation.at("/tags/0").asText().equals(name)
                            ? operation(method, path, operation)
                            : ""));
    return "<section><h2>%s</h2><p>%s</p>%s</section>"
        .formatted(Prose.escaped(name), text(tag, "description"), operations);
  }

  private String operation(String method, String path, JsonNode operation) {
    return """
    <article id="%s"><h3><code><b>%s</b> %s</code></h3><p><strong>%s</strong></p>%s%s%s</article>
    """
        .formatted(
            text(operation, "operationId"),
            method.toUpperCase(Locale.ROOT),
            Prose.escaped(path),
            text(operation, "summary"),
            Prose.html(operation.path("description").asText()),
            takes(operation),
            gives(operation.path("responses")));
  }

  private String takes(JsonNode operation) {
    var parameters =
        each(
            operation.path("parameters"),
            parameter ->
                "<li><code>%s%s</code> %s</li>"
                    .formatted(
                        text(parameter, "in").equals("query") ? "?" : "",
                        text(parameter, "name"),
                        text(parameter, "description")));
    var body = operation.at("/requestBody/content/application~1json");
    var sent =
        body.isMissingNode()
            ? ""
            : "<p>Takes %s</p><pre tabindex=\"0\">%s</pre>"
                .formatted(
                    Shape.type(body.path("schema")),
                    Prose.escaped(body.path("example").toPrettyString()));
    return (parameters.isEmpty() ? "" : "<ul>" + parameters + "</ul>") + sent;
  }

  private String gives(JsonNode responses) {
    return entries(
        responses,
        (status, response) -> {
          var known = Shape.resolved(contract, response);
          var content = known.path("content");
          return status.equals("default")
              ? ""
              : "<p><b>%s</b> %s %s</p>"
                  .formatted(
                      status,
                      text(known, "description"),
                      Shape.type(content.path("application/json").path("schema")));
        });
  }

  private String shape(String name, JsonNode schema) {
    return "<article id=\"shape-%1$s\"><h3>%1$s</h3><p>%2$s</p>%3$s</article>"
        .formatted(name, text(schema, "description"), Shape.members(schema));
  }

  private static String problems() {
    return Arrays.stream(Failure.values())
        .sorted(Comparator.comparingInt(Failure::httpStatus))
        .map(
            failure ->
                "<dt id=\"%1$s\"><code>%1$s</code> %2$d%3$s</dt><dd>%4$s</dd>"
                    .formatted(
                        failure.code(),
                        failure.httpStatus(),
                        failure.retriable() ? ", worth another try" : "",
                        Prose.escaped(failure.sentence())))
        .collect(Collectors.joining());
  }

  private static String text(JsonNode node, String member) {
    return Prose.inline(node.path(member).asText());
  }

  private static String each(JsonNode list, Function<JsonNode, String> html) {
    return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
        .map(list::get)
        .map(html)
        .collect(Collectors.joining());
  }

  private static String entries(JsonNode object, BiFunction<String, JsonNode, String> html) {
    return object.properties().stream()
        .map(entry -> html.apply(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining());
  }
}
