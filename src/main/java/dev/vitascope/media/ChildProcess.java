package dev.vitascope.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.zaxxer.nuprocess.NuAbstractProcessHandler;
import com.zaxxer.nuprocess.NuProcess;
import com.zaxxer.nuprocess.NuProcessBuilder;
import dev.vitascope.process.Supervisor;
import dev.vitascope.tracing.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A supervised process of low priority with bounds on what it uses and nothing of our environment
 * but the search path. Its output comes as events to whoever asks; closing kills its whole group.
 */
final class ChildProcess implements AutoCloseable {

  /** What a process does. */
  sealed interface Event {
    /** It wrote this to its standard output: a character stands for a byte (ISO 8859-1). */
    record Output(String text) implements Event {}

    /** It ended; {@link #UNKNOWN} where nobody knows how. */
    record Ended(int exitCode) implements Event {}
  }

  static {
    // How often, in milliseconds, the library looks for the end of a process that has closed its
    // output and not ended in the same moment; less than this it does not take.
    System.setProperty("com.zaxxer.nuprocess.deadPoolPollMs", "100");
  }

  static final int UNKNOWN = Integer.MIN_VALUE;

  private static final int MOST_UNREAD = 16 << 20;
  private static final Duration TO_DIE = Duration.ofSeconds(5);
  private static final Duration TO_TELL = Duration.ofSeconds(10);
  private static final String LIMITS =
      """
      ulimit -d "$1" -t "$2" -f "$3" 2>/dev/null; exec nice -n "$4" "${@:5}"\
      """;

  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final AtomicInteger unread = new AtomicInteger();
  private final OutputTail errors = new OutputTail();
  private final Span span;
  private final NuProcess process;
  private volatile boolean ended;

  private ChildProcess(String name, List<String> argv, Path folder) {
    span = Span.part(name, SpanKind.INTERNAL);
    var builder =
        new NuProcessBuilder(
            Supervisor.AT_ONCE.wrap(argv),
            Map.of("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"), "LC_ALL", "C"));
    builder.setCwd(folder);
    builder.setProcessListener(new Handler());
    process = builder.start();
    ended = process == null;
    if (ended) {
      events.add(new Event.Ended(UNKNOWN));
    }
  }

  /**
   * Starts {@code argv} in {@code folder}.
   *
   * @param name of the program, for traces
   */
  static ChildProcess start(String name, List<String> argv, Path folder, Allowance allowance) {
    var command =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                LIMITS,
                "vitascope-limits",
                Long.toString(allowance.memory() >> 10),
                Long.toString(allowance.cpu().toSeconds()),
                Long.toString(allowance.fileSize() >> 10),
                Integer.toString(allowance.niceness())));
    command.addAll(argv);
    return new ChildProcess(name, command, folder);
  }

  /** The next thing it does, or empty if that takes longer than {@code patience}. */
  Optional<Event> next(Duration patience) throws InterruptedException {
    var event = events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (event == null && lost()) {
      // The library's one thread may just not have come to it yet.
      event = events.poll(TO_TELL.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.of(event == null ? new Event.Ended(UNKNOWN) : taken(event));
    }
    return Optional.ofNullable(event).map(this::taken);
  }

  private Event taken(Event event) {
    switch (event) {
      case Event.Output(var text) -> unread.addAndGet(-text.length());
      case Event.Ended(var code) -> span.with("process.exit.code", code);
    }
    return event;
  }

  /** Gone from the process table without a word from the library that should have told. */
  private boolean lost() {
    return !ended && !ProcessHandle.of(process.getPID()).map(ProcessHandle::isAlive).orElse(false);
  }

  /** The last lines of its standard error. */
  List<String> errors() {
    return errors.lines();
  }

  /** Kills the group, if it still runs, and waits until it is gone. */
  @Override
  public void close() {
    try {
      end();
    } finally {
      span.close();
    }
  }

  private void end() {
    if (ended) {
      return;
    }
    process.destroy(false);
    var interrupted = Thread.interrupted();
    try {
      process.waitFor(TO_DIE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    process.destroy(true);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Called on the one thread that serves all processes: takes copies and returns. */
  private final class Handler extends NuAbstractProcessHandler {

    @Override
    public void onStdout(ByteBuffer buffer, boolean closed) {
      var bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      if (bytes.length > 0 && unread.addAndGet(bytes.length) <= MOST_UNREAD) {
        events.add(new Event.Output(new String(bytes, ISO_8859_1)));
      }
    }

    @Override
    public void onStderr(ByteBuffer buffer, boolean closed) {
      errors.add(buffer);
    }

    @Override
    public void onExit(int exitCode) {
      ended = true;
      events.add(new Event.Ended(exitCode));
    }
  }
}
