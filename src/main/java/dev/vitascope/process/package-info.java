/** Child processes that end when we end, however we end; and the signals that end us. */
package dev.vitascope.process;
