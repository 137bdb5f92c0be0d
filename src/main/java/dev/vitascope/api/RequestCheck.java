package dev.vitascope.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.video.Failure;
import dev.vitascope.video.Json;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestValidator;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorErrorType;
import io.vertx.openapi.validation.ValidatorException;
import java.io.IOException;
import java.util.Optional;

/** Holds a request against what the contract says of its operation. */
record RequestCheck(Operation declared, RequestValidator validator) {

  /** Fails with a {@link VideoException} that says in words what is wrong. */
  Future<Void> check(RoutingContext ctx) {
    // The validator works on the worker pool: what has nothing to check need not wait for it.
    if (takesOnlyPathParameters()) {
      return Future.succeededFuture();
    }
    // It throws at a header that it cannot take for percent-encoded.
    return Future.succeededFuture()
        .compose(go -> RequestExtractor.withBodyHandler().extractValidatableRequest(ctx, declared))
        .compose(request -> validator.validate(request, declared.getOperationId()))
        .recover(failure -> Future.failedFuture(inWords(failure, ctx)))
        .mapEmpty();
  }

  Optional<JsonNode> body(RoutingContext ctx) {
    if (declared.getRequestBody() == null || ctx.body().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.MAPPER.readTree(ctx.body().buffer().getBytes()));
    } catch (IOException e) {
      throw new VideoException(Failure.INVALID_REQUEST, "The body is not JSON.", e);
    }
  }

  private boolean takesOnlyPathParameters() {
    return declared.getRequestBody() == null
        && declared.getParameters().stream().allMatch(p -> p.getIn() == Location.PATH);
  }

  private Throwable inWords(Throwable failure, RoutingContext ctx) {
    return switch (failure) {
      case SchemaValidationException wrong when declared.getRequestBody() != null ->
          new VideoException(
              Failure.INVALID_REQUEST,
              new Violation(bodySchema(), wrong.getOutputUnit().getErrors()).inWords(body(ctx)),
              wrong);
      case ValidatorException refused -> new VideoException(code(refused), words(refused), refused);
      default -> failure;
    };
  }

  private JsonObject bodySchema() {
    var schema = declared.getRequestBody().getContent().get("application/json").getSchema();
    var copy = new JsonObject();
    schema.fieldNames().forEach(name -> copy.put(name, schema.get(name)));
    return copy;
  }

  private Failure code(ValidatorException refused) {
    return refused.type() == ValidatorErrorType.UNSUPPORTED_VALUE_FORMAT
            && declared.getRequestBody() != null
        ? Failure.UNSUPPORTED_CONTENT_TYPE
        : Failure.INVALID_REQUEST;
  }

  private String words(ValidatorException refused) {
    if (code(refused) == Failure.UNSUPPORTED_CONTENT_TYPE) {
      return Failure.UNSUPPORTED_CONTENT_TYPE.sentence();
    }
    return switch (refused.type()) {
      case MISSING_REQUIRED_PARAMETER -> "The body is missing.";
      case ILLEGAL_VALUE -> "The body is not JSON.";
      default -> refused.getMessage();
    };
  }
}
