package dev.vitascope.devservices;

import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** An S3 endpoint in this JVM; buckets are folders and objects are files. */
final class S3ProxyServer {

  private static final String ACCESS_KEY = "vitascope";
  // Any will do: S3Proxy checks signatures against the region that they name.
  private static final String REGION = "us-east-1";

  private S3ProxyServer() {}

  static Running start(Site site) {
    S3ProxyLog.writeTo(site.log(Part.S3));
    try {
      var folder = site.folder(Part.S3);
      var secret = Secret.in(folder.resolve("secret-key"));
      var endpoint = URI.create("http://127.0.0.1:" + site.ports().port("s3"));
      var objects = Files.createDirectories(folder.resolve("objects"));
      var properties = new Properties();
      properties.setProperty("jclouds.filesystem.basedir", objects.toString());
      var proxy =
          S3Proxy.builder()
              .blobStore(BlobStores.create("filesystem-nio2", properties))
              .endpoint(endpoint)
              .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, secret)
              .corsRules(everyOrigin())
              .ignoreUnknownHeaders(true)
              .metricsEnabled(false)
              .build();
      startOrStop(proxy);
      return running(endpoint, secret, () -> stop(proxy));
    } catch (Exception e) {
      throw new ServiceFailed(Part.S3, e);
    }
  }

  static String bundledVersion() {
    var version = S3Proxy.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  /** Half a start would leave threads behind that keep the JVM from ending. */
  private static void startOrStop(S3Proxy proxy) throws Exception {
    try {
      proxy.start();
    } catch (Exception e) {
      stop(proxy);
      throw e;
    }
  }

  private static Running running(URI endpoint, String secret, Runnable stop) {
    return new Running(
        "bundled",
        bundledVersion(),
        endpoint.toString(),
        Map.of(
            "VITASCOPE_S3_ENDPOINT", endpoint.toString(),
            "VITASCOPE_S3_REGION", REGION,
            "VITASCOPE_S3_ACCESS_KEY", ACCESS_KEY,
            "VITASCOPE_S3_SECRET_KEY", secret),
        stop);
  }

  /** Browsers put parts and read playlists from the origin of our own pages, or of anybody's. */
  private static CrossOriginResourceSharing everyOrigin() {
    return new CrossOriginResourceSharing(
        List.of("*"),
        List.of("GET", "HEAD", "PUT", "POST", "DELETE"),
        List.of("*"),
        List.of("ETag", "Content-Range", "Content-Length", "Accept-Ranges"),
        "");
  }

  private static void stop(S3Proxy proxy) {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new DevServicesException("The object storage did not end cleanly", e);
    }
  }
}
