package dev.vitascope.devservices;

import java.net.URI;
import java.util.Map;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** S3Proxy in this process, over a folder. */
final class S3ProxyServer implements DevService {

  private static final String VERSION = "4.1.0";
  private static final String ACCESS_KEY = "vitascope";

  private final Workplace workplace;
  private S3Proxy proxy;

  S3ProxyServer(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public String name() {
    return "storage";
  }

  @Override
  public Running start() throws Exception {
    var endpoint = "http://127.0.0.1:" + workplace.port("s3proxy");
    var secretKey = workplace.secret("s3proxy");
    var properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", workplace.folder("objects").toString());
    proxy =
        S3Proxy.builder()
            .blobStore(BlobStores.create("filesystem-nio2", properties))
            .endpoint(URI.create(endpoint))
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, secretKey)
            .corsRules(new CrossOriginResourceSharing())
            .build();
    proxy.start();
    return new Running(
        "bundled",
        "S3Proxy " + VERSION,
        endpoint.substring("http://".length()),
        Map.of(
            "VITASCOPE_S3_ENDPOINT", endpoint,
            "VITASCOPE_S3_REGION", "us-east-1",
            "VITASCOPE_S3_ACCESS_KEY", ACCESS_KEY,
            "VITASCOPE_S3_SECRET_KEY", secretKey));
  }

  @Override
  public void close() {
    if (proxy != null) {
      try {
        proxy.stop();
      } catch (Exception e) {
        throw new ServiceException("the storage does not stop", e);
      }
    }
  }
}
