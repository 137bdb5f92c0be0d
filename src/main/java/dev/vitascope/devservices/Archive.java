package dev.vitascope.devservices;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks archives of programs: plain files, folders and links, executable where they were. */
final class Archive {

  private static final int OWNER_MAY_EXECUTE = 0100;
  private static final int BUFFER = 1 << 16;

  private Archive() {}

  /** Unpacks a {@code .tar.gz} into {@code folder}, leaving off the first folder of each path. */
  static void unpackTarGz(InputStream in, Path folder) throws IOException {
    unpack(new GZIPInputStream(in, BUFFER), folder, 1);
  }

  /** Unpacks a {@code .tar.xz} into {@code folder}. */
  static void unpackTarXz(InputStream in, Path folder) throws IOException {
    unpack(new XZCompressorInputStream(new BufferedInputStream(in, BUFFER)), folder, 0);
  }

  private static void unpack(InputStream unpressed, Path folder, int leaveOff) throws IOException {
    try (var tar = new TarArchiveInputStream(unpressed)) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var path = Path.of(entry.getName()).normalize();
        if (path.getNameCount() > leaveOff) {
          write(tar, entry, inside(folder, path.subpath(leaveOff, path.getNameCount())));
        }
      }
    }
  }

  private static Path inside(Path folder, Path path) throws IOException {
    var target = folder.resolve(path).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("The archive reaches out of its folder: " + path);
    }
    return target;
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0) {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }
}
