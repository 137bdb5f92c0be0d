/**
 * What is told of one video's way, wherever it is done: traces (OpenTelemetry), begun by a call and
 * handed on with the messages that follow from it, and the fields by which lines of the log belong
 * to a video and a trace.
 */
package dev.vitascope.tracing;
