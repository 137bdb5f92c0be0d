package dev.vitascope;

import dev.vitascope.pinning.Keeper;
import dev.vitascope.pinning.PinService;
import dev.vitascope.pinning.SecondNode;
import java.util.List;
import java.util.Locale;

/** Those who keep copies besides our own node, as the settings name them. */
final class Keepers {

  private Keepers() {}

  static List<Keeper> of(SettingsSource source) {
    return source.list(Settings.PIN_SERVICES).stream().map(name -> keeper(source, name)).toList();
  }

  /** The name of a setting of one of them. */
  static String setting(String name, String what) {
    return "VITASCOPE_PIN_SERVICE_%s_%s".formatted(name.toUpperCase(Locale.ROOT), what);
  }

  private static Keeper keeper(SettingsSource source, String name) {
    var node = source.uri(setting(name, "KUBO"));
    if (node.isPresent()) {
      return new SecondNode(name, node.get());
    }
    return new PinService(
        name, source.requiredUri(setting(name, "URL")), source.required(setting(name, "TOKEN")));
  }
}
