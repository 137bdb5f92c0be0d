package dev.vitascope.objectstore;

/** By what means published files can be read by anyone: storages differ in what they take. */
enum ReadableByAnyone {
  /** The bucket says so, once for all of its objects. */
  POLICY,
  /** Each object says so as it is stored. */
  OBJECT_ACL,
  /** The storage took neither: we serve them ourselves. */
  NOT_BY_US
}
