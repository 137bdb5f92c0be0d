package dev.vitascope;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a node does. One that is told nothing does all of it. */
public enum Role {
  WEB,
  WORKER,
  PINNER;

  /**
   * The roles that a list names: {@code web,worker}.
   *
   * @throws IllegalArgumentException if one is none
   */
  static Set<Role> parse(String list) {
    var roles = EnumSet.noneOf(Role.class);
    Arrays.stream(list.split(","))
        .map(word -> valueOf(word.strip().toUpperCase(Locale.ROOT)))
        .forEach(roles::add);
    return roles;
  }
}
