package dev.vitascope.media;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The decoders that a file may have run, by ffmpeg's names. What people upload, and nothing of the
 * hundreds beside it that few look after. Subtitles are never decoded but must be named, or a file
 * that has them could not be opened.
 */
final class AllowedCodecs {

  private static final List<String> VIDEO =
      List.of(
          "h264 hevc vp8 vp9 av1 libdav1d libaom-av1 libvpx libvpx-vp9 mpeg1video mpeg2video mpeg4",
          "msmpeg4v1 msmpeg4v2 msmpeg4 h263 h263i h263p h261 wmv1 wmv2 wmv3 vc1 prores mjpeg mjpegb",
          "dnxhd dvvideo cinepak svq1 svq3 theora flv vp6 vp6f vp6a rawvideo v210 qtrle cfhd");
  private static final List<String> AUDIO =
      List.of(
          "aac aac_latm mp1 mp1float mp2 mp2float mp3 mp3float opus libopus vorbis ac3 eac3 dca",
          "flac alac truehd mlp amrnb amrwb libopencore_amrnb libopencore_amrwb nellymoser speex",
          "libspeex wmav1 wmav2 wmapro wmalossless wmavoice adpcm_ms adpcm_ima_wav adpcm_ima_qt",
          "adpcm_swf adpcm_yamaha gsm gsm_ms qdm2 qdmc mace3 mace6 s302m pcm_alaw pcm_mulaw pcm_s8",
          "pcm_u8 pcm_s16le pcm_s16be pcm_u16le pcm_u16be pcm_s24le pcm_s24be pcm_s32le pcm_s32be",
          "pcm_f32le pcm_f32be pcm_f64le pcm_f64be pcm_bluray pcm_dvd");
  private static final List<String> SUBTITLE =
      List.of("mov_text subrip srt ass ssa webvtt text dvdsub pgssub dvbsub cc_dec sami stl");

  /** As ffmpeg's {@code -codec_whitelist} takes them. */
  static final String LIST =
      Stream.of(VIDEO, AUDIO, SUBTITLE)
          .flatMap(List::stream)
          .flatMap(line -> Stream.of(line.split(" ")))
          .collect(Collectors.joining(","));

  private AllowedCodecs() {}
}
