package dev.vitascope.tracing;

/** Something to be done meanwhile. */
@FunctionalInterface
public interface Work<T, E extends Exception> {

  T run() throws E;
}
