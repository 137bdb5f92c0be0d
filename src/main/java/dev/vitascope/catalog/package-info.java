/** Videos as people manage them: edited, tried again, deleted with all that was made of them. */
package dev.vitascope.catalog;
