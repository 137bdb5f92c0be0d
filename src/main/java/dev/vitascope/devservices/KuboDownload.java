package dev.vitascope.devservices;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kubo as its makers publish it, for machines without Go. */
final class KuboDownload {

  private static final Logger LOG = LoggerFactory.getLogger(KuboDownload.class);
  private static final String ENTRY = "kubo-" + KuboBinary.VERSION + "-fetched";
  private static final String SOURCE = "fetched, cached";
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** SHA-512 of the archives, as published beside them. */
  private static final Map<String, String> SHA_512 =
      Map.of(
          "linux-amd64",
          "054c38a0cf66f7d738e25085ad62cb3a42d03d4bac329b7dd25c1d71cf18e1ce"
              + "87d55b1d1b705b04c65210dca9109973579e0eb1cd72f6341ecb3311d840d156",
          "linux-arm64",
          "5f4abb1a63e82bbdd0417517eb1c7bb5f64e95da2724f85d9762f640ddb9e6a5"
              + "728bb86d60022ac367accf14248d80a0484cf7960392e15e540dfbf655974def",
          "darwin-amd64",
          "090105ea166d4db85ff6a5f9a2e12c6efd451bd6ba15336aa3de5534ef48fa48"
              + "706cd0911a40c071175e08131432158c07cac8060721185e50ab0dd46011c7bb",
          "darwin-arm64",
          "5f863972f7edee0ac3f003d8b097366927e8d9f651fd5c74e1fda980f766dbf7"
              + "af4b8a813b13400eb2bcf3a871a494a139c85f022e239b237581ad152259cd22");

  private KuboDownload() {}

  /** The cached one, or one fetched now; none if it cannot be reached or is not what it should. */
  static Optional<KuboBinary> find(Site site) {
    try {
      var folder = site.cache().entry(ENTRY, draft -> fetch(site, draft));
      return Optional.of(
          new KuboBinary(folder.resolve(KuboBinary.NAME), SOURCE, KuboBinary.VERSION));
    } catch (IOException e) {
      LOG.info("Kubo is not fetched: {}", e.toString());
      return Optional.empty();
    }
  }

  /** What {@link #find} would find or try; whether it is reachable is asked of the network. */
  static Optional<String> prospect(Cache cache) {
    if (cache.has(ENTRY)) {
      return Optional.of(SOURCE);
    }
    return SHA_512.containsKey(platform()) && isReachable()
        ? Optional.of("to be fetched from dist.ipfs.tech, once")
        : Optional.empty();
  }

  private static boolean isReachable() {
    try {
      return Http.answers(URI.create("https://dist.ipfs.tech/"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void fetch(Site site, Path draft) throws IOException {
    var platform = platform();
    var wanted = SHA_512.get(platform);
    if (wanted == null) {
      throw new IOException("there is none for " + platform);
    }
    site.preparing(Part.IPFS, "fetching Kubo from dist.ipfs.tech, once");
    var archive = download(address(platform), draft.resolve("archive"));
    if (!sha512(archive).equals(wanted)) {
      throw new IOException("what came is not what was published");
    }
    try (var in = Files.newInputStream(archive)) {
      Archive.unpackTarGz(in, draft);
    }
    Files.delete(archive);
  }

  private static URI address(String platform) {
    return URI.create(
        "https://dist.ipfs.tech/kubo/v%1$s/kubo_v%1$s_%2$s.tar.gz"
            .formatted(KuboBinary.VERSION, platform));
  }

  private static String platform() {
    var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var arch = System.getProperty("os.arch");
    return (os.contains("mac") ? "darwin" : os)
        + "-"
        + (arch.equals("aarch64") ? "arm64" : arch.equals("x86_64") ? "amd64" : arch);
  }

  private static Path download(URI uri, Path file) throws IOException {
    var builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10));
    try (var client = builder.build()) {
      var request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
      var answer = client.send(request, BodyHandlers.ofFile(file));
      if (answer.statusCode() != 200) {
        throw new IOException(uri + " answered " + answer.statusCode());
      }
      return file;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String sha512(Path file) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
