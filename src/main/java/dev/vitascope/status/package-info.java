/**
 * Stage 6, publish: what people see of a video. Reads rows into the records of the API, and tells
 * the sockets that watch a video of every change.
 */
package dev.vitascope.status;
