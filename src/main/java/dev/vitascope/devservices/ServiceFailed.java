package dev.vitascope.devservices;

import java.nio.file.Path;

/** A part was started and did not come up. The message ends with the last lines of its own log. */
public final class ServiceFailed extends DevServicesException {

  private static final long serialVersionUID = 1;

  private final Part part;

  ServiceFailed(Part part, String what, Path log) {
    super(
        "%s %s. The end of %s:%n%s".formatted(part.title(), what, log, LogTail.of(log).indent(2)));
    this.part = part;
  }

  ServiceFailed(Part part, Throwable cause) {
    super("%s could not be started: %s".formatted(part.title(), cause), cause);
    this.part = part;
  }

  public Part part() {
    return part;
  }
}
