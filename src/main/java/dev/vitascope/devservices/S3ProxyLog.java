package dev.vitascope.devservices;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Gives the talk of S3Proxy, which runs in our own JVM, a file of its own as the others have. */
final class S3ProxyLog {

  private static final String NAME = "devservices-s3";

  private S3ProxyLog() {}

  static void writeTo(Path file) {
    // Who logs by other means keeps what he has set up.
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      var appender = appender(context, file);
      for (var name : List.of("org.gaul.s3proxy", "org.eclipse.jetty")) {
        Logger logger = context.getLogger(name);
        logger.detachAppender(NAME);
        logger.addAppender(appender);
        logger.setAdditive(false);
        logger.setLevel(Level.WARN);
      }
    }
  }

  private static FileAppender<ILoggingEvent> appender(LoggerContext context, Path file) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{ISO8601} %-5level %logger{0} - %msg%n");
    encoder.start();
    var appender = new FileAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setName(NAME);
    appender.setFile(file.toString());
    appender.setAppend(false);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
