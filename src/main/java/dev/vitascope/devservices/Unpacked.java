package dev.vitascope.devservices;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Archives unpacked once in the cache, whole or not at all, by however many processes at once. */
final class Unpacked {

  interface Source {
    InputStream open() throws IOException;
  }

  private Unpacked() {}

  /** The folder with the archive's content; unpacked if it is not there. */
  static Path tar(Path folder, Source source) throws IOException {
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Files.createDirectories(folder.getParent());
    var draft = folder.resolveSibling(folder.getFileName() + "." + UUID.randomUUID());
    try (var tar = new TarArchiveInputStream(new BufferedInputStream(source.open()))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(draft, tar, entry);
      }
    }
    return publish(draft, folder);
  }

  /** The first to come wins; what another made at the same time is as good. */
  private static Path publish(Path draft, Path folder) throws IOException {
    try {
      return Files.move(draft, folder);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException other) {
      return folder;
    }
  }

  private static void unpack(Path into, TarArchiveInputStream tar, TarArchiveEntry entry)
      throws IOException {
    var target = into.resolve(entry.getName()).normalize();
    if (!target.startsWith(into)) {
      throw new IOException("an archive's entry that leaves its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    if ((entry.getMode() & 0100) != 0) {
      Files.setPosixFilePermissions(target, executable());
    }
  }

  private static EnumSet<PosixFilePermission> executable() {
    return EnumSet.of(
        PosixFilePermission.OWNER_READ,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.OWNER_EXECUTE,
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.OTHERS_READ,
        PosixFilePermission.OTHERS_EXECUTE);
  }
}
