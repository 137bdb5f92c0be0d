package dev.vitascope.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.vitascope.access.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * {@code openapi.yaml}: as it is written, as a tree, and as the router binds to it.
 *
 * @param text the true file, which clients get
 */
record Contract(Buffer text, JsonNode tree, OpenAPIContract bound) {

  private static final String FILE = "openapi.yaml";
  private static final String JSON = "application/json";

  static Future<Contract> load(Vertx vertx) {
    return vertx
        .fileSystem()
        .readFile(FILE)
        .compose(
            text -> {
              var tree = parse(text);
              return OpenAPIContract.from(vertx, bindable(tree.deepCopy()))
                  .map(bound -> new Contract(text, tree, bound));
            });
  }

  /**
   * The least role that may ask for an operation; empty if anyone may.
   *
   * @throws IllegalStateException if the contract does not say
   */
  Optional<Role> needed(String operationId) {
    var security = operation(operationId).path("security");
    if (!security.isArray()) {
      throw new IllegalStateException("the contract does not say who may ask for " + operationId);
    }
    return Optional.ofNullable(security.findValue("bearer"))
        .map(roles -> Role.named(roles.path(0).asText()).orElseThrow());
  }

  private JsonNode operation(String id) {
    return tree.path("paths").findParents("operationId").stream()
        .filter(operation -> operation.path("operationId").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode parse(Buffer text) {
    try {
      return new YAMLMapper().readTree(text.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("openapi.yaml cannot be read", e);
    }
  }

  /**
   * The contract without what the router cannot take or would answer with a poorer code than ours:
   * other kinds of JSON, a relative server address, ids that are no UUIDs (they name nothing: 404),
   * who may ask ({@link Guard}).
   */
  private static JsonObject bindable(JsonNode tree) {
    ((ObjectNode) tree).remove("servers");
    loosen(tree);
    return new JsonObject(tree.toString());
  }

  private static void loosen(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("security");
      var problem = object.remove("application/problem+json");
      if (problem != null) {
        object.set(JSON, problem);
      }
      if ("uuid".equals(object.path("format").asText())) {
        object.remove("format");
      }
    }
    if (node instanceof ObjectNode || node instanceof ArrayNode) {
      node.forEach(Contract::loosen);
    }
  }
}
