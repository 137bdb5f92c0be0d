package dev.vitascope.devservices;

/** This machine lacks what a part needs; the message says what to do about it. */
public final class ServiceUnavailable extends DevServicesException {

  private static final long serialVersionUID = 1;

  private final Part part;

  ServiceUnavailable(Part part, String message) {
    super(message);
    this.part = part;
  }

  public Part part() {
    return part;
  }
}
