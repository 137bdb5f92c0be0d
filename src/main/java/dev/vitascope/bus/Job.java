package dev.vitascope.bus;

import java.util.concurrent.atomic.AtomicReference;

/** A claimed task at work on its thread. */
public final class Job {

  /** Why a job was made to stop. */
  enum Stop {
    LEASE_LOST,
    SHUTTING_DOWN
  }

  private final Lease lease;
  private final Thread worker;
  private final AtomicReference<Stop> stop = new AtomicReference<>();
  private volatile Object progress;

  Job(Lease lease, Thread worker) {
    this.lease = lease;
    this.worker = worker;
  }

  public Lease lease() {
    return lease;
  }

  /**
   * Sets what the next heartbeat stores; a value of the handler's own, safe to read at any time.
   */
  public void report(Object latest) {
    progress = latest;
  }

  /** What was reported last; null before. */
  public Object progress() {
    return progress;
  }

  /** Interrupts the work, once. */
  void stop(Stop reason) {
    if (stop.compareAndSet(null, reason)) {
      worker.interrupt();
    }
  }

  /** Whether the work was stopped because the task is another's by now, or is no more. */
  public boolean isLost() {
    return stop.get() == Stop.LEASE_LOST;
  }

  Stop stopped() {
    return stop.get();
  }
}
