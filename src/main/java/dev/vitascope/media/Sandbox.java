package dev.vitascope.media;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What ffmpeg and ffprobe run in where the system offers it: no network, no processes but their
 * own, no file but the system's programs, their input and their output. What opens other files or
 * addresses is refused before, by the formats that are taken; this holds should a decoder be made
 * to do what it was not written to do.
 */
public enum Sandbox {
  /** By {@code bwrap}, which some systems allow where they do not allow the next. */
  BUBBLEWRAP("bubblewrap"),
  /** By the kernel's namespaces and the tools every Linux has. */
  NAMESPACES("user namespaces"),
  /** None: the system offers neither, or it was turned off. */
  NONE("no sandbox");

  private static final List<String> SYSTEM =
      List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache");
  private static final List<String> DEVICES = List.of("/dev/null", "/dev/urandom");

  // A change of root alone could be left by whoever has the right to change it again: that and all
  // other rights are dropped. /sys is there everywhere and not needed. The remounts repeat flags
  // that the kernel lets nobody take away.
  private static final String NAMESPACES_SCRIPT =
      """
      set -e
      root=/sys folder=$1 libraries=$2 writable=$3; shift 3
      mount -t tmpfs -o mode=755,size=1m vitascope "$root"
      show() {
        [ -e "$1" ] || return 0
        if [ -L "$1" ]; then ln -s "$(readlink "$1")" "$root$1"; return; fi
        if [ -d "$1" ]; then mkdir -p "$root$1"; else mkdir -p "$root${1%/*}"; : >"$root$1"; fi
        mount --bind "$1" "$root$1"
        [ -z "$2" ] || mount -o "remount,bind,$2" "$root$1"
      }
      while [ "$1" != devices ]; do show "$1" ro,nosuid,nodev; shift; done
      shift
      while [ "$1" != -- ]; do show "$1" ''; shift; done
      shift
      [ -z "$writable" ] || show "$writable" ''
      mount -o remount,ro "$root"
      exec chroot "$root" env -C "$folder" "LD_LIBRARY_PATH=$libraries" \\
        setpriv --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
      """;

  private final String title;

  Sandbox(String title) {
    this.title = title;
  }

  /** The first that works here, tried with a program of which only success is asked. */
  static Sandbox find(Path program, MediaLimits limits) throws InterruptedException {
    for (var sandbox : values()) {
      var argv = sandbox.around(List.of(program.toString(), "-version"), List.of());
      if (Finished.run(argv, limits).succeeded()) {
        return sandbox;
      }
    }
    return NONE;
  }

  /**
   * The command that runs {@code argv} within, in the root folder.
   *
   * @param argv begins with the program's absolute path; the folder it lies in is seen, too
   * @param readable absolute paths it can read
   */
  List<String> around(List<String> argv, List<Path> readable) {
    return around(argv, readable, Optional.empty(), List.of());
  }

  /** As above, in a folder that it can also write to, with those of the devices that there are. */
  List<String> around(
      List<String> argv, List<Path> readable, Optional<Path> writable, List<String> devices) {
    var libraries = Path.of(argv.getFirst()).getParent();
    var seen =
        Stream.concat(Stream.of(libraries), readable.stream().map(Path::toAbsolutePath))
            .map(Path::toString)
            .toList();
    var folder = writable.map(Path::toAbsolutePath).map(Path::toString);
    var opened = Stream.concat(DEVICES.stream(), devices.stream()).toList();
    return switch (this) {
      case BUBBLEWRAP -> bubblewrap(argv, seen, folder, opened);
      case NAMESPACES -> namespaces(argv, seen, folder, opened);
      case NONE -> argv;
    };
  }

  private static List<String> bubblewrap(
      List<String> argv, List<String> seen, Optional<String> folder, List<String> devices) {
    var command = new ArrayList<>(List.of("bwrap", "--unshare-all", "--die-with-parent"));
    command.addAll(List.of("--cap-drop", "ALL", "--setenv", "LD_LIBRARY_PATH", seen.getFirst()));
    SYSTEM.forEach(path -> command.addAll(List.of("--ro-bind-try", path, path)));
    devices.forEach(path -> command.addAll(List.of("--dev-bind-try", path, path)));
    seen.forEach(path -> command.addAll(List.of("--ro-bind", path, path)));
    folder.ifPresent(path -> command.addAll(List.of("--bind", path, path)));
    command.addAll(List.of("--remount-ro", "/", "--chdir", folder.orElse("/"), "--"));
    command.addAll(argv);
    return command;
  }

  private static List<String> namespaces(
      List<String> argv, List<String> seen, Optional<String> folder, List<String> devices) {
    var command = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount"));
    command.addAll(List.of("--net", "--ipc", "--uts", "--pid", "--fork", "--kill-child"));
    command.addAll(List.of("bash", "-c", NAMESPACES_SCRIPT, "vitascope-sandbox"));
    command.addAll(List.of(folder.orElse("/"), seen.getFirst(), folder.orElse("")));
    command.addAll(SYSTEM);
    command.addAll(seen);
    command.add("devices");
    command.addAll(devices);
    command.add("--");
    command.addAll(argv);
    return command;
  }

  @Override
  public String toString() {
    return title;
  }
}
