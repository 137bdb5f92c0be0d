package dev.vitascope.devservices;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Pattern;

/** What a program does with the IPFS node it is given. */
record IpfsUse(Map<String, String> settings) {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern CID = Pattern.compile("\"Hash\":\"(\\w+)\"");

  boolean isThere() {
    return settings.containsKey("VITASCOPE_IPFS_API");
  }

  /** Adds and pins; the CID. */
  String add(String text) throws Exception {
    var body =
        "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"word\"\r\n\r\n"
            + text
            + "\r\n--cut--\r\n";
    var answer = call("add?cid-version=1&pin=true", body);
    var cid = CID.matcher(answer);
    if (!cid.find()) {
      throw new AssertionError(answer);
    }
    return cid.group(1);
  }

  String pins() throws Exception {
    return call("pin/ls?type=recursive", "");
  }

  String version() throws Exception {
    return call("version", "");
  }

  HttpResponse<String> view(String host, String cid) throws Exception {
    var gateway = URI.create(settings.get("VITASCOPE_IPFS_GATEWAY"));
    var uri = URI.create("http://%s:%d/ipfs/%s".formatted(host, gateway.getPort(), cid));
    return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private String call(String command, String body) throws Exception {
    var uri = URI.create(settings.get("VITASCOPE_IPFS_API") + "/api/v0/" + command);
    var request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "multipart/form-data; boundary=cut")
            .POST(BodyPublishers.ofString(body));
    return CLIENT.send(request.build(), BodyHandlers.ofString()).body();
  }
}
