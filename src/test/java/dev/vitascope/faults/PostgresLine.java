package dev.vitascope.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A line to PostgreSQL that understands which statement it carries (PostgreSQL documentation,
 * "Frontend/Backend Protocol"), so that something can be done at that very point.
 */
final class PostgresLine extends Line {

  private static final int SSL_REQUEST = 80877103;

  /** The type and the length of a message. */
  private static final int HEADER = 1 + Integer.BYTES;

  private final List<Trap> traps = new CopyOnWriteArrayList<>();

  /** Connections whose answer is not to be heard. */
  private final Map<Socket, Trap> unheard = new ConcurrentHashMap<>();

  PostgresLine(URI database) throws IOException {
    super(database);
  }

  /** Springs once. */
  void set(Trap trap) {
    traps.add(trap);
  }

  boolean isUnset() {
    return traps.isEmpty();
  }

  boolean sprang(Trap trap) {
    return !traps.contains(trap);
  }

  @Override
  void carryThere(Socket client, Socket there) throws IOException {
    var in = new DataInputStream(client.getInputStream());
    var out = there.getOutputStream();
    greet(in, there);
    var session = new Session();
    while (true) {
      var message = message(in);
      pass();
      var sprung = session.running(message).flatMap(text -> sprung(text, session));
      if (sprung.isPresent() && sprung.get().moment() != Trap.Moment.SEEN) {
        var trap = sprung.get();
        if (!trap.moment().after()) {
          trap.action().run();
          throw new EOFException();
        }
        unheard.put(there, trap);
      }
      sprung.filter(trap -> trap.moment() == Trap.Moment.SEEN).ifPresent(t -> t.action().run());
      out.write(message);
    }
  }

  @Override
  void carryBack(Socket there, Socket client) throws IOException {
    var bytes = new byte[16 * 1024];
    var in = there.getInputStream();
    for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
      var trap = unheard.remove(there);
      if (trap != null) {
        trap.action().run();
        return;
      }
      pass();
      client.getOutputStream().write(bytes, 0, n);
    }
  }

  private Optional<Trap> sprung(String statement, Session session) {
    var commit = statement.equals("COMMIT");
    var sprung =
        traps.stream()
            .filter(trap -> trap.moment().ofCommit() == commit)
            .filter(
                trap ->
                    commit ? session.has(trap.statement()) : statement.contains(trap.statement()))
            .findFirst();
    sprung.ifPresent(traps::remove);
    session.ran(statement);
    return sprung;
  }

  /** What comes before the first message that has a type. */
  private void greet(DataInputStream in, Socket there) throws IOException {
    int code;
    do {
      int length = in.readInt();
      var message = new byte[length];
      ByteBuffer.wrap(message).putInt(length);
      in.readFully(message, Integer.BYTES, length - Integer.BYTES);
      code = ByteBuffer.wrap(message, Integer.BYTES, Integer.BYTES).getInt();
      pass();
      there.getOutputStream().write(message);
    } while (code == SSL_REQUEST);
  }

  private static byte[] message(DataInputStream in) throws IOException {
    byte type = in.readByte();
    int length = in.readInt();
    var message = new byte[1 + length];
    ByteBuffer.wrap(message).put(type).putInt(length);
    in.readFully(message, HEADER, message.length - HEADER);
    return message;
  }

  /** What one connection has prepared, and run since its transaction began. */
  private static final class Session {

    private final Map<String, String> prepared = new HashMap<>();
    private final List<String> transaction = new ArrayList<>();

    /** The text of the statement that this message runs. */
    Optional<String> running(byte[] message) {
      // Its texts end with a zero byte each.
      var body = new String(message, HEADER, message.length - HEADER, ISO_8859_1);
      var texts = body.split("\0", 3);
      return switch (message[0]) {
        case 'Q' -> Optional.of(texts[0]);
        case 'P' -> {
          prepared.put(texts[0], texts[1]);
          yield Optional.empty();
        }
        case 'B' -> Optional.ofNullable(prepared.get(texts[1]));
        default -> Optional.empty();
      };
    }

    void ran(String statement) {
      if (statement.startsWith("BEGIN")) {
        transaction.clear();
      }
      transaction.add(statement);
    }

    boolean has(String part) {
      return transaction.stream().anyMatch(statement -> statement.contains(part));
    }
  }
}
