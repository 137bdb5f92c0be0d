package dev.vitascope.devservices;

/** The embedded services cannot be had. The message is for people. */
public class DevServicesException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DevServicesException(String message) {
    super(message);
  }

  DevServicesException(String message, Throwable cause) {
    super(message, cause);
  }
}
