/**
 * The services beside the program, for whoever has none: real ones, started side by side, their
 * data in one folder. They yield settings, as an operator would give them; nothing else knows of
 * them.
 */
package dev.vitascope.devservices;
