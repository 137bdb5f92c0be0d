package dev.vitascope.devservices;

import java.util.Optional;

/** Another process works on the data folder. */
public final class DataInUseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DataInUseException(long pid, Optional<String> address) {
    super(
        "Vitascope already runs on this data folder, as process %d%s. Use that one, stop it, or name another folder with --data."
            .formatted(pid, address.map(at -> " at " + at).orElse("")));
  }
}
