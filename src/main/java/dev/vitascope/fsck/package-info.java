/**
 * Compares what the database says with what storage and IPFS have, and names every disagreement.
 */
package dev.vitascope.fsck;
