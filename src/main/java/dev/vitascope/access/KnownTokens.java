package dev.vitascope.access;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens we gave out. Their file is looked at over and over: a line taken away ends a token.
 */
final class KnownTokens {

  private static final Logger log = LoggerFactory.getLogger(KnownTokens.class);
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final String OPERATOR = "operator";

  private record Known(TokenHash hash, Caller caller) {

    static Known parse(String line) {
      var words = line.strip().split("\\s+", -1);
      if (words.length != 3) {
        throw new IllegalArgumentException("not three words");
      }
      return new Known(new TokenHash(words[2]), new Caller(words[0], Role.named(words[1]).get()));
    }
  }

  private final List<Known> fixed;
  private volatile List<Known> filed = List.of();

  private KnownTokens(List<Known> fixed) {
    this.fixed = fixed;
  }

  /** Reads the file, once before it returns. */
  static KnownTokens of(Vertx vertx, AccessSettings settings) {
    var operator =
        settings.operator().map(hash -> new Known(hash, new Caller(OPERATOR, Role.OPERATOR)));
    var tokens = new KnownTokens(operator.stream().toList());
    settings.tokens().ifPresent(file -> tokens.keepUpToDate(vertx, file));
    return tokens;
  }

  /** Whose a token is. */
  Optional<Caller> find(String token) {
    var hash = TokenHash.of(token);
    return Stream.concat(fixed.stream(), filed.stream())
        .filter(known -> known.hash().matches(hash))
        .map(Known::caller)
        .findFirst();
  }

  private void keepUpToDate(Vertx vertx, Path file) {
    try {
      filed = parse(file, Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("the tokens in %s cannot be read".formatted(file), e);
    }
    vertx.setPeriodic(
        EVERY.toMillis(),
        tick ->
            vertx
                .fileSystem()
                .readFile(file.toString())
                .map(text -> filed = parse(file, text.toString()))
                .onFailure(failure -> log.warn("tokens stay as they are: {}", failure.toString())));
  }

  private static List<Known> parse(Path file, String text) {
    var known = new ArrayList<Known>();
    var lines = text.lines().toList();
    for (int n = 0; n < lines.size(); n++) {
      var line = lines.get(n).replaceFirst("#.*", "");
      if (!line.isBlank()) {
        known.add(parse(file, n + 1, line));
      }
    }
    return List.copyOf(known);
  }

  /** Whatever stands there may be a token, by mistake: it is not told. */
  private static Known parse(Path file, int number, String line) {
    try {
      return Known.parse(line);
    } catch (IllegalArgumentException | NoSuchElementException e) {
      throw new IllegalArgumentException(
          "line %d of %s does not read `name role hash`".formatted(number, file));
    }
  }
}
