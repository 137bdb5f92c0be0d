package dev.vitascope.bus;

import static dev.vitascope.bus.Waiting.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;

/** A loop that one node at a time goes round, for all of them. */
public abstract class TurnLoop extends Loop {

  private final SingleHolder turn;

  /**
   * @param turn decides which node; given back after each round
   */
  protected TurnLoop(String name, SingleHolder turn) {
    super(name);
    this.turn = turn;
  }

  @Override
  public final Future<?> undeploy(Context context) {
    return super.undeploy(context).eventually(turn::release);
  }

  @Override
  public final Duration round() {
    if (isMine()) {
      inTurn();
      await(turn.release());
    } else {
      outOfTurn();
    }
    return pause();
  }

  /** Once round; it is to ask before each step whether it goes on being this node's. */
  protected abstract void inTurn();

  /** Another node goes round. */
  protected void outOfTurn() {}

  /** Between two rounds. */
  protected abstract Duration pause();

  protected final boolean isMine() {
    return await(turn.hold());
  }
}
