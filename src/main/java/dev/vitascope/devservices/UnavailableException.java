package dev.vitascope.devservices;

/** A service that cannot be had here and can be done without; the message says what to do. */
final class UnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnavailableException(String advice) {
    super(advice);
  }
}
