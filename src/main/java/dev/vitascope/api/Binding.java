package dev.vitascope.api;

import dev.vitascope.access.Access;
import dev.vitascope.tracing.Tracing;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.RequestValidator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Joins each {@code operationId} of the contract to what answers it. */
final class Binding {

  private Binding() {}

  /**
   * A router with a route for every operation of the contract.
   *
   * @param access who may ask for what the contract guards
   * @param first what every request passes, whatever its address
   * @param rate of the calls of each client, where there is one
   * @param own the operations that the door answers itself
   * @throws IllegalStateException if an operation of the contract is answered by nobody, or
   *     somebody answers what is not in the contract
   */
  static Router router(
      Vertx vertx,
      Contract contract,
      Access access,
      List<Handler<RoutingContext>> first,
      Map<String, Operation> operations,
      Optional<CallRate> rate,
      Map<String, Handler<RoutingContext>> own,
      Tracing tracing) {
    var bound = contract.bound();
    var validator = RequestValidator.create(vertx, bound);
    var handlers = new HashMap<>(own);
    operations.forEach(
        (id, operation) -> {
          var declared = bound.operation(id);
          if (declared != null) {
            handlers.put(
                id,
                new OperationHandler(
                    id, limited(operation, rate), new RequestCheck(declared, validator), tracing));
          }
        });
    refuseStrangers(bound, operations, handlers);
    var builder = RouterBuilder.create(vertx, bound);
    first.forEach(builder::rootHandler);
    // The check is the handler's: only there are its failures put into words.
    builder
        .getRoutes()
        .forEach(
            route -> {
              var id = route.getOperation().getOperationId();
              route.setDoValidation(false);
              contract.needed(id).ifPresent(needed -> route.addHandler(new Guard(access, needed)));
              route.addHandler(handlers.get(id));
            });
    return builder.createRouter();
  }

  private static Operation limited(Operation operation, Optional<CallRate> rate) {
    var bounded = new BoundedOperation(operation);
    return rate.<Operation>map(known -> new RatedOperation(known, bounded)).orElse(bounded);
  }

  private static void refuseStrangers(
      OpenAPIContract contract,
      Map<String, Operation> operations,
      Map<String, Handler<RoutingContext>> handlers) {
    var declared =
        new TreeSet<>(contract.operations().stream().map(one -> one.getOperationId()).toList());
    var unanswered = new TreeSet<>(declared);
    unanswered.removeAll(handlers.keySet());
    var strangers = new TreeSet<>(operations.keySet());
    strangers.removeAll(declared);
    if (!unanswered.isEmpty() || !strangers.isEmpty()) {
      throw new IllegalStateException(
          "the contract and the program differ: nobody answers %s, the contract lacks %s"
              .formatted(unanswered, strangers));
    }
  }
}
