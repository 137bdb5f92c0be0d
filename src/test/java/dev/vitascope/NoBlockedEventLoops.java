package dev.vitascope;

import static org.junit.jupiter.api.Assertions.fail;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.vertx.core.internal.threadchecker.BlockedThreadChecker;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Fails a test in which Vert.x warned of a thread that was blocked. Registered for all. */
public final class NoBlockedEventLoops implements BeforeAllCallback, AfterEachCallback {

  private static final Queue<String> WARNINGS = new ConcurrentLinkedQueue<>();

  private static final class Listener extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      WARNINGS.add(event.getFormattedMessage());
    }
  }

  /** Class initialization happens once, however many test classes ask for it. */
  private static final class Attached {
    static final Listener LISTENER = attach();

    private static Listener attach() {
      var logger = (Logger) LoggerFactory.getLogger(BlockedThreadChecker.class);
      var listener = new Listener();
      listener.setContext(logger.getLoggerContext());
      listener.start();
      logger.addAppender(listener);
      return listener;
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (!Attached.LISTENER.isStarted()) {
      fail("nobody listens for warnings of blocked threads");
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    for (var warning = WARNINGS.poll(); warning != null; warning = WARNINGS.poll()) {
      fail(warning);
    }
  }
}
