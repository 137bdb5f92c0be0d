package dev.vitascope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.access.TokenHash;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** The line goes to the file, the token to the person. */
class TokenCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aTokenIsShownOnceAndItsHashIsKept() {
    assertEquals(ExitCode.DONE, run("token", "porch-camera", "uploader"));
    var token = err.toString().strip();
    assertTrue(token.matches("vts_[\\w-]{43}"), token);
    assertEquals("porch-camera uploader " + TokenHash.of(token).hex(), out.toString().strip());
  }

  @Test
  void whatNoFileCouldHoldIsWrongUsage() {
    assertEquals(ExitCode.USAGE, run("token", "two words", "uploader"));
    assertEquals(ExitCode.USAGE, run("token", "porch", "gardener"));
    assertEquals("", out.toString());
  }

  private int run(String... arguments) {
    return Vitascope.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
