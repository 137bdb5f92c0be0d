package dev.vitascope.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A server as people write it: {@code host:8080} means {@code http://host:8080}. */
final class ServerAddress implements ITypeConverter<URI> {

  static final String DEFAULT = "http://localhost:8080";

  @Override
  public URI convert(String text) {
    var full = text.contains("://") ? text : "http://" + text;
    try {
      var uri = new URI(full.replaceAll("/+$", ""));
      if (uri.getHost() != null && uri.getScheme().matches("https?")) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below: what is wrong with an address, people see by themselves.
    }
    throw new TypeConversionException("'" + text + "' is no server's address, like " + DEFAULT);
  }
}
