package dev.vitascope.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A random word kept in a file that only its owner may read. */
final class Secret {

  private static final int BYTES = 20;

  private Secret() {}

  /** The word in the file, which is made with a new one if it is not there. */
  static String in(Path file) throws IOException {
    if (!Files.exists(file)) {
      var bytes = new byte[BYTES];
      new SecureRandom().nextBytes(bytes);
      var draft = Files.createTempFile(file.getParent(), "secret", ".tmp", ownerOnly(file));
      Files.writeString(draft, HexFormat.of().formatHex(bytes));
      Files.move(draft, file);
    }
    return Files.readString(file).strip();
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
