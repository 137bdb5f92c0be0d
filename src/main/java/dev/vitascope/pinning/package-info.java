/**
 * The stage that gives every finished video a copy on IPFS: its published files, streamed from
 * storage into a Kubo node as one directory, pinned, and the identifier of each file recorded. A
 * slow or absent node never holds up the video itself.
 */
package dev.vitascope.pinning;
