/**
 * The command line. {@code ingest} and {@code status} are clients only: they know a server by what
 * its HTTP contract says and send a file's bytes straight to storage. What is shown while they work
 * goes to standard error; standard output holds results.
 */
package dev.vitascope.cli;
