package dev.vitascope.objectstore;

import dev.vitascope.objectstore.ObjectStore.ObjectKey;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** The requests that make an object: where it goes, and who may read and keep it. */
final class ObjectWrites {

  /** Where an object's metadata holds the token of the upload that it came by. */
  static final String TOKEN = "vitascope-upload";

  private final S3Settings settings;
  private volatile ReadableByAnyone readable = ReadableByAnyone.POLICY;

  private volatile ServerSideEncryption encryption;

  ObjectWrites(S3Settings settings) {
    this.settings = settings;
  }

  void encrypted(boolean asked) {
    encryption = asked ? ServerSideEncryption.AES256 : null;
  }

  /** What each object is to be encrypted with; null for what the storage does by itself. */
  ServerSideEncryption encryption() {
    return encryption;
  }

  void readableBy(ReadableByAnyone means) {
    readable = means;
  }

  String bucket(ObjectKey key) {
    return settings.bucket(key.bucket());
  }

  /** Who may read what is copied into a bucket; null for what holds there anyway. */
  ObjectCannedACL readers(String bucket) {
    return bucket.equals(settings.media()) && readable == ReadableByAnyone.OBJECT_ACL
        ? ObjectCannedACL.PUBLIC_READ
        : null;
  }

  PutObjectRequest put(ObjectKey key, Representation what) {
    return PutObjectRequest.builder()
        .bucket(bucket(key))
        .key(key.key())
        .contentType(what.contentType())
        .contentDisposition(what.disposition())
        .serverSideEncryption(encryption)
        .cacheControl(what.caching().header())
        .acl(readers(bucket(key)))
        .build();
  }

  CreateMultipartUploadRequest open(ObjectKey key, Representation what, String token) {
    return CreateMultipartUploadRequest.builder()
        .overrideConfiguration(S3Connection::question)
        .bucket(bucket(key))
        .key(key.key())
        .contentType(what.contentType())
        .contentDisposition(what.disposition())
        .serverSideEncryption(encryption)
        .cacheControl(what.caching().header())
        .metadata(Map.of(TOKEN, token))
        .acl(readers(bucket(key)))
        .build();
  }
}
