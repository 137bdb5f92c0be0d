package dev.vitascope.db;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Every statement that the program has, taken from its classes: constants that are whole ones. */
final class Statements {

  private static final Pattern STATEMENT =
      Pattern.compile("\\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH)\\s.*", Pattern.DOTALL);

  private Statements() {}

  /** By the class and the name of the constant. */
  static Map<String, String> of(String... packages) throws Exception {
    var statements = new TreeMap<String, String>();
    var root = Path.of(Database.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    for (var name : packages) {
      for (var type : classes(root, "dev/vitascope/" + name)) {
        for (var field : type.getDeclaredFields()) {
          if (isText(field)) {
            field.setAccessible(true);
            var text = (String) field.get(null);
            if (STATEMENT.matcher(text).matches()) {
              statements.put(type.getSimpleName() + "." + field.getName(), text);
            }
          }
        }
      }
    }
    return statements;
  }

  private static Class<?>[] classes(Path root, String folder) throws IOException {
    try (var files = Files.list(root.resolve(folder))) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
          .sorted()
          .map(name -> loaded(name.replace('/', '.').replaceAll("\\.class$", "")))
          .toArray(Class<?>[]::new);
    }
  }

  private static Class<?> loaded(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isText(Field field) {
    int needed = Modifier.STATIC | Modifier.FINAL;
    return field.getType() == String.class && (field.getModifiers() & needed) == needed;
  }
}
