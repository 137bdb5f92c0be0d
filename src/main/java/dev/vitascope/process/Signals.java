package dev.vitascope.process;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C and SIGTERM: the first asks for an orderly stop, the second ends the program at once. A
 * shutdown hook would not do: while it runs, further signals are ignored. {@code sun.misc.Signal}
 * is the only door to them, and reached by reflection since no Java release promises it.
 */
public final class Signals {

  /** By custom, what a shell shows for a program that a signal ended: this and its number. */
  private static final int ENDED_BY_SIGNAL = 128;

  private Signals() {}

  /** Calls {@code stop} on a thread of its own at the first signal. */
  public static void onFirst(Runnable stop) {
    var seen = new AtomicBoolean();
    try {
      handle("INT", 2, seen, stop);
      handle("TERM", 15, seen, stop);
    } catch (ReflectiveOperationException e) {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stop));
    }
  }

  private static void handle(String name, int number, AtomicBoolean seen, Runnable stop)
      throws ReflectiveOperationException {
    Runnable reaction =
        () -> {
          if (!seen.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(ENDED_BY_SIGNAL + number);
          }
          Thread.ofPlatform().name("stop").start(stop);
        };
    var signal = Class.forName("sun.misc.Signal");
    var handler = Class.forName("sun.misc.SignalHandler");
    var run = MethodHandles.lookup().bind(reaction, "run", MethodType.methodType(void.class));
    signal
        .getMethod("handle", signal, handler)
        .invoke(
            null,
            signal.getConstructor(String.class).newInstance(name),
            MethodHandleProxies.asInterfaceInstance(
                handler, MethodHandles.dropArguments(run, 0, signal)));
  }
}
