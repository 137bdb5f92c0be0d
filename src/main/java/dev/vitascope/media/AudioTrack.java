package dev.vitascope.media;

/**
 * A stream of sound.
 *
 * @param index of the stream in the file
 * @param codec as ffmpeg names it
 * @param channels 1 or more
 * @param sampleRate in Hz
 */
public record AudioTrack(int index, String codec, int channels, int sampleRate) {

  public AudioTrack {
    if (index < 0 || channels < 1 || sampleRate < 1) {
      throw new IllegalArgumentException("no stream of sound");
    }
  }
}
