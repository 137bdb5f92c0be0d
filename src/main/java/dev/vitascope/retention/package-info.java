/**
 * Stage 5: originals that have had their time go to the archive or are deleted, once what was made
 * of them has been seen whole; one that is asked for in time comes back.
 */
package dev.vitascope.retention;
