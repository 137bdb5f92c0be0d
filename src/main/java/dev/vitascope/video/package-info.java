/** The words under all: what a video is, what happens to it, how it can fail. Plain Java. */
package dev.vitascope.video;
