/**
 * Stage 2: an original becomes renditions. The file's own first bytes choose its demuxer, a probe
 * states the facts, the ladder says what to make of them, a pure function turns that into one
 * ffmpeg command, one class owns the process, and nothing counts before the outputs are checked.
 * Every file is taken for hostile: no demuxer or decoder off the list, no protocol but {@code
 * file}, a limit on all that a file could ask for, and a sandbox around whatever opens it.
 */
package dev.vitascope.media;
