package dev.vitascope.devservices;

import java.nio.file.Path;

/** Another program runs its services in the data folder. */
public final class DataFolderInUse extends DevServicesException {

  private static final long serialVersionUID = 1;

  private final long pid;
  private final String address;

  DataFolderInUse(Path data, Owner owner) {
    super(
        "%s is in use by process %d%s: stop that first, or choose another folder"
            .formatted(
                data, owner.pid(), owner.address().isEmpty() ? "" : ", at " + owner.address()));
    this.pid = owner.pid();
    this.address = owner.address();
  }

  public long pid() {
    return pid;
  }

  /** Where the other program is reached; empty as long as it has not said so. */
  public String address() {
    return address;
  }
}
