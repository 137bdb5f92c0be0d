/**
 * The first stage: uploads. Opens them at the storage, signs their parts, says what has arrived,
 * completes them into a queued video, and gives up what was left lying.
 */
package dev.vitascope.ingest;
