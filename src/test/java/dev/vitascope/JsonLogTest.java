package dev.vitascope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vitascope.video.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** The log as machines read it. */
class JsonLogTest {

  @Test
  void aLineIsAnObjectThatHoldsAll() throws Exception {
    var usual = System.err;
    var written = new ByteArrayOutputStream();
    var context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    System.setErr(new PrintStream(written, true, UTF_8));
    try {
      var configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(JsonLogTest.class.getResource("/logback-json.xml"));
      var broken = new IllegalStateException("two\nlines");
      context.getLogger("a.Logger").warn("{} is removed", "video-1", broken);
    } finally {
      System.setErr(usual);
      context.stop();
    }
    var lines = written.toString(UTF_8).strip().split("\n", -1);
    assertEquals(1, lines.length);
    var line = Json.read(lines[0], JsonNode.class);
    assertEquals("video-1 is removed", line.get("formattedMessage").asText());
    assertEquals("WARN", line.get("level").asText());
    assertTrue(line.get("throwable").toString().contains("two"), lines[0]);
    assertTrue(line.get("timestamp").asLong() > 0);
  }
}
