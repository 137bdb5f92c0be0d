/** Child processes that end when we end, however we end. */
package dev.vitascope.process;
