/**
 * How the parts speak: facts ({@code VideoEvent}) over the event bus and the broker's status topic,
 * jobs by rows that messages point to, both written with the change they follow from (outbox). The
 * only place that knows addresses, topics and codecs.
 */
package dev.vitascope.bus;
