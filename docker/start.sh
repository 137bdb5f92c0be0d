#!/bin/sh
# Runs a node, or what else its arguments name, from the folder that this file lies in.
cd "$(dirname "$0")" || exit 3
# The disk is read-only but for the data and /tmp; a job's memory is ffmpeg's, outside of the heap.
# shellcheck disable=SC2086 # several options in one variable
exec java --enable-native-access=ALL-UNNAMED -XX:MaxRAMPercentage=40 -XX:+ExitOnOutOfMemoryError \
  ${VITASCOPE_JAVA_OPTS:-} -cp 'vitascope.jar:lib/*' dev.vitascope.Main "$@"
