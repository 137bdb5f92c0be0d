package dev.vitascope.devservices;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The official distribution, held against the SHA-512 published beside it. */
record KuboDownload(Workplace workplace, Consumer<String> preparing) {

  private static final String SITE = "https://dist.ipfs.tech/kubo/v" + KuboBinary.VERSION + "/";

  KuboBinary.Found fetch(Path target) throws InterruptedException {
    var name = "kubo_v%s_%s.tar.gz".formatted(KuboBinary.VERSION, platform());
    preparing.accept("Kubo " + KuboBinary.VERSION + " is fetched from dist.ipfs.tech, once");
    try (var http =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      var archive = workplace.folder("kubo").resolve(name);
      try {
        download(http, name, archive);
        var binary = unpack(archive);
        KuboBinary.install(binary, target);
        Files.delete(binary);
        return new KuboBinary.Found(target, "dist.ipfs.tech");
      } finally {
        Files.deleteIfExists(archive);
      }
    } catch (IOException e) {
      throw new UnavailableException(
          "There is no IPFS node here: put an `ipfs` on the PATH, or install Go 1.26 or newer (it is"
              + " then built), or set VITASCOPE_IPFS_API. Fetching one failed: "
              + e);
    }
  }

  private static void download(HttpClient http, String name, Path archive)
      throws IOException, InterruptedException {
    var published =
        new String(get(http, name + ".sha512").readAllBytes(), StandardCharsets.US_ASCII);
    try (var in = new DigestInputStream(get(http, name), sha512())) {
      Files.copy(in, archive);
      var sum = HexFormat.of().formatHex(in.getMessageDigest().digest());
      if (!published.strip().startsWith(sum)) {
        throw new IOException("its checksum is another than the published one");
      }
    }
  }

  private static InputStream get(HttpClient http, String name)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(SITE + name)).timeout(Duration.ofMinutes(5));
    var answer = http.send(request.build(), BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.statusCode() + " for " + SITE + name);
    }
    return answer.body();
  }

  private static Path unpack(Path archive) throws IOException {
    try (var tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().equals("kubo/ipfs")) {
          var binary = archive.resolveSibling("ipfs-fetched");
          Files.deleteIfExists(binary);
          Files.copy(tar, binary);
          return binary;
        }
      }
    }
    throw new IOException("no kubo/ipfs in " + archive);
  }

  private static MessageDigest sha512() {
    try {
      return MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-512", e);
    }
  }

  private static String platform() {
    var mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    var arm = "aarch64".equals(System.getProperty("os.arch"));
    return (mac ? "darwin" : "linux") + "-" + (arm ? "arm64" : "amd64");
  }
}
