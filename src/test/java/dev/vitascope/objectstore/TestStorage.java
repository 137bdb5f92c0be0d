package dev.vitascope.objectstore;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** An S3 server in this process, over a folder of its own. */
public final class TestStorage {

  private final S3Proxy server;
  private final Path folder;

  private TestStorage(S3Proxy server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  public static TestStorage start() throws Exception {
    var folder = Files.createTempDirectory("storage");
    var properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", folder.toString());
    var server =
        S3Proxy.builder()
            .blobStore(BlobStores.create("filesystem-nio2", properties))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, "key", "secret")
            .corsRules(new CrossOriginResourceSharing())
            .build();
    server.start();
    return new TestStorage(server, folder);
  }

  public S3Settings settings() {
    return settings(URI.create("http://127.0.0.1:" + server.getPort()));
  }

  static S3Settings settings(URI endpoint) {
    return new S3Settings(
        endpoint,
        "us-east-1",
        "key",
        "secret",
        "originals",
        "published",
        Optional.empty(),
        Optional.empty(),
        URI.create("https://vitascope.example/media"));
  }

  public void stop() throws Exception {
    server.stop();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
