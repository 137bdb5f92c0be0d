package dev.vitascope.devservices;

/** One of the services that can be embedded. */
public enum Part {
  POSTGRES("PostgreSQL", "postgres"),
  PULSAR("Pulsar", "pulsar"),
  S3("Object storage", "s3"),
  IPFS("IPFS", "ipfs");

  private final String title;
  private final String folder;

  Part(String title, String folder) {
    this.title = title;
    this.folder = folder;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** The name of its folder and of its log. */
  String folder() {
    return folder;
  }
}
