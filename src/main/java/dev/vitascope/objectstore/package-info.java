/**
 * The object storage: one port, one adapter for everything that speaks S3. Bytes of uploads never
 * pass through it; it signs the URLs by which clients send them.
 */
package dev.vitascope.objectstore;
