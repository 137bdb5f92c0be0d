package dev.vitascope.devservices;

import java.util.List;
import java.util.Optional;

/** What is to be done about programs that refuse to run as root. */
final class Superuser {

  private Superuser() {}

  /**
   * What to put before a command so that it does not find itself root: nothing for a common user;
   * for root a user namespace that maps nobody, in which the same files are owned by the same user
   * under another name.
   *
   * @throws ServiceUnavailable if we are root and may not make such a namespace
   */
  static List<String> steppedDown(Part part) {
    if (!Program.answer("id", "-u").equals(Optional.of("0"))) {
      return List.of();
    }
    if (Program.answer("unshare", "--user", "true").isEmpty()) {
      throw new ServiceUnavailable(
          part,
          part.title()
              + " refuses to run as root, and this system allows no user namespaces"
              + " (unshare --user): start Vitascope as a common user, or set"
              + " VITASCOPE_DATABASE_URL");
    }
    return List.of("unshare", "--user");
  }
}
