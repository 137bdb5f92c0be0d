/**
 * The services that Vitascope stands on, run on the spot: PostgreSQL, Pulsar, an S3 endpoint over a
 * folder, and a Kubo node. {@link dev.vitascope.devservices.DevServices} starts those for which no
 * address is configured, side by side, with everything they keep in one data folder that only one
 * program at a time may use. What comes out is a map of settings of the same names as those a user
 * would give for services of his own, so nothing else can tell the two apart.
 */
package dev.vitascope.devservices;
