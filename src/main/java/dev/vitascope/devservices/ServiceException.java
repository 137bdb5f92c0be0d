package dev.vitascope.devservices;

/** A service that did not come up; the message is for a person, its log's last lines included. */
public final class ServiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ServiceException(String message) {
    super(message);
  }

  public ServiceException(String message, Throwable cause) {
    super(message, cause);
  }
}
