package dev.vitascope.cli;

import static dev.vitascope.bus.Waiting.await;

import dev.vitascope.Settings;
import dev.vitascope.SettingsException;
import dev.vitascope.SettingsSource;
import dev.vitascope.cli.Checkup.Result;
import dev.vitascope.pinning.Keeper;
import dev.vitascope.pinning.KeeperClient;
import dev.vitascope.pinning.KuboClient;
import dev.vitascope.pinning.PinningSettings;
import dev.vitascope.pinning.ProofGateway;
import dev.vitascope.video.VideoException;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Looks at those who keep copies besides our own node, and at the gateway that proves them. */
record CopiesCheckup(Vertx vertx, SettingsSource source) {

  private static final String GATEWAY = "Proof gateway";

  /** One look each; none where nobody is set up. */
  List<Callable<Result>> looks() {
    try {
      var pinning = Settings.pinning(source);
      return Stream.<Callable<Result>>concat(
              pinning.keepers().stream().map(keeper -> () -> keeper(keeper)),
              pinning.proof().stream().map(gateway -> () -> gateway(gateway, pinning)))
          .toList();
    } catch (SettingsException | IllegalArgumentException e) {
      return List.of(() -> Result.ill("Copies on IPFS", Checkup.CONFIGURED, "", e.getMessage()));
    }
  }

  private Result keeper(Keeper keeper) {
    var name = "Pins: " + keeper.name();
    var address = Checkup.address(keeper.endpoint());
    var client = KeeperClient.open(vertx, keeper);
    try {
      await(client.check());
      return Result.well(name, Checkup.CONFIGURED, "", address);
    } catch (VideoException e) {
      var why = "it cannot be used: " + VideoException.root(e).getMessage();
      return Result.ill(name, Checkup.CONFIGURED, address, why);
    } finally {
      await(client.close());
    }
  }

  private Result gateway(URI address, PinningSettings pinning) {
    var where = Checkup.address(address);
    var gateway = ProofGateway.open(vertx, address);
    try {
      await(gateway.check());
      return pinning.hasNode() && readsFromOurs(gateway, pinning)
          ? lacking(where, "it reads from the node that pins, and so proves nothing")
          : Result.well(GATEWAY, Checkup.CONFIGURED, "", where);
    } catch (VideoException e) {
      return lacking(where, "it cannot be used: " + VideoException.root(e).getMessage());
    } finally {
      await(gateway.close());
    }
  }

  private boolean readsFromOurs(ProofGateway gateway, PinningSettings pinning) {
    var kubo = KuboClient.open(vertx, pinning);
    try {
      return await(gateway.readsFrom(kubo));
    } finally {
      await(kubo.close());
    }
  }

  private static Result lacking(String address, String why) {
    return Result.ill(
        GATEWAY, Checkup.CONFIGURED, address, Settings.IPFS_PROOF_GATEWAY + ": " + why);
  }
}
