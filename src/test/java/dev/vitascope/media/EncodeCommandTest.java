package dev.vitascope.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EncodeCommandTest {

  private static final Ladder LADDER = Ladder.standard();
  private static final EncodeCommand COMMAND =
      new EncodeCommand(
          new FfmpegBinaries(
              Path.of("/opt/ffmpeg"),
              Path.of("/opt/ffprobe"),
              "configured",
              "8.1",
              Set.of("zscale", "tonemap", "bwdif"),
              PictureEncoder.X264,
              Sandbox.NONE),
          MediaSettings.DEFAULTS,
          LADDER);

  @Test
  void makesThreeRenditionsInBothFormatsByOneCommand() {
    assertEquals(
        List.of(
            "[0:0]fps=30000/1001:start_time=0,scale=1920:1080:out_color_matrix=bt709:out_range=tv,"
                + "format=yuv420p,setsar=1,"
                + "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709,"
                + "split=2[v2][n1]",
            "[n1]scale=1280:720,setsar=1,split=3[v1][n0][s]",
            "[n0]scale=854:480,setsar=1[v0]",
            "[s]trim=end=180,select='lt(selected_n,6)*(eq(n,0)+gte(t,(selected_n-0.5)*12.000))',"
                + "scale=out_range=full,format=yuvj420p[stills]",
            "[0:1]aresample=48000:async=1:first_pts=0,aformat=channel_layouts=stereo[a]"),
        List.of(after(argv(TestProbes.full()), "-filter_complex").split(";")));
    assertEquals(
        """
        /opt/ffmpeg -hide_banner -nostdin -y -loglevel warning -nostats -progress pipe:1 \
        -stats_period 0.3 -protocol_whitelist file -format_whitelist mov -codec_whitelist CODECS \
        -max_pixels 35651584 -max_streams 64 -f mov -i file:/in/original -filter_complex GRAPH \
        -map '[v0]' -c:v:0 libx264 -profile:v:0 high -preset:v:0 veryfast -crf:v:0 23 \
        -sc_threshold:v:0 0 -flags:v:0 +cgop -maxrate:v:0 1500k -bufsize:v:0 3000k \
        -force_key_frames:v:0 'expr:eq(mod(mod(n,300),60),0)' -fps_mode:v:0 passthrough \
        -map '[v1]' -c:v:1 libx264 -profile:v:1 high -preset:v:1 veryfast -crf:v:1 23 \
        -sc_threshold:v:1 0 -flags:v:1 +cgop -maxrate:v:1 3200k -bufsize:v:1 6400k \
        -force_key_frames:v:1 'expr:eq(mod(mod(n,300),60),0)' -fps_mode:v:1 passthrough \
        -map '[v2]' -c:v:2 libx264 -profile:v:2 high -preset:v:2 veryfast -crf:v:2 23 \
        -sc_threshold:v:2 0 -flags:v:2 +cgop -maxrate:v:2 6000k -bufsize:v:2 12000k \
        -force_key_frames:v:2 'expr:eq(mod(mod(n,300),60),0)' -fps_mode:v:2 passthrough \
        -map '[a]' -c:a aac -profile:a aac_low -b:a 128k -map_metadata -1 -map_chapters -1 -sn -dn \
        -t 180 -f tee OUTPUTS \
        -map '[stills]' -fps_mode vfr -c:v mjpeg -q:v 4 -map_metadata -1 -frames:v 6 -f image2 \
        thumbnails/%d.jpg""",
        CommandLine.of(
            argv(TestProbes.full()).stream()
                .map(word -> word.equals(AllowedCodecs.LIST) ? "CODECS" : word)
                .map(word -> word.startsWith("[0:") ? "GRAPH" : word)
                .map(word -> word.startsWith("[f=") ? "OUTPUTS" : word)
                .toList()));
  }

  @Test
  void muxesEachEncodeTwiceAndSharesTheSound() {
    var hls =
        "hls_time=10.000000:hls_segment_type=fmp4:hls_playlist_type=event"
            + ":hls_flags=temp_file+independent_segments";
    var init = ":hls_fmp4_init_filename=init.mp4";
    assertEquals(
        List.of(
            "[f=hls:select='0,2':"
                + hls
                + ":hls_segment_filename=480p/%05d.m4s"
                + init
                + "]480p/playlist.m3u8",
            "[f=mp4:select='0,2':movflags=+faststart]480p.mp4",
            "[f=hls:select='1,2':"
                + hls
                + ":hls_segment_filename=720p/%05d.m4s"
                + init
                + "]720p/playlist.m3u8",
            "[f=mp4:select='1,2':movflags=+faststart]720p.mp4"),
        List.of(
            after(
                    argv(
                        TestProbes.of(
                            TestProbes.video(
                                "1280x720", "25/1", "yuv420p", false, TestProbes.STANDARD),
                            TestProbes.sound())),
                    "tee")
                .split("\\|")));
  }

  @Test
  void aRecipeIsOfWhatIsMadeNotOfWhereItLies() {
    var recipe = COMMAND.recipe(job(TestProbes.full(), Path.of("/in/original")));
    assertEquals(recipe, COMMAND.recipe(job(TestProbes.full(), Path.of("/elsewhere/other"))));
    assertEquals(
        recipe,
        COMMAND.recipe(
            job(TestProbes.full(), Path.of("/in/original")).from(new Checkpoint(2, 959_488))));
    var silent =
        TestProbes.of(
            TestProbes.video("1920x1080", "30000/1001", "yuv420p", false, TestProbes.STANDARD),
            Optional.empty());
    assertNotEquals(recipe, COMMAND.recipe(job(silent, Path.of("/in/original"))));
  }

  @Test
  void inventsNoSound() {
    var argv =
        argv(
            TestProbes.of(
                TestProbes.video("640x360", "25/1", "yuv420p", false, TestProbes.STANDARD),
                Optional.empty()));
    assertFalse(argv.contains("-c:a"));
    assertTrue(after(argv, "tee").startsWith("[f=hls:select=0:"));
  }

  /** Whatever the original is called, it is one argument, in its place, and no option. */
  @Property(tries = 300)
  void takesNothingFromOutsideForAnOption(@ForAll("names") String name) {
    var argv = COMMAND.argv(job(TestProbes.full(), Path.of("/in", name)));
    var plain = COMMAND.argv(job(TestProbes.full(), Path.of("/in/original")));
    var at = argv.indexOf("-i") + 1;
    assertEquals("file:" + Path.of("/in", name), argv.get(at));
    assertEquals(plain.size(), argv.size());
    assertEquals(plain.subList(0, at), argv.subList(0, at));
    assertEquals(plain.subList(at + 1, plain.size()), argv.subList(at + 1, argv.size()));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.of("-y", "-i", "|tee", "[f=mpegts]x", "a;b", "$(id)", "' -f null", "%05d"),
        Arbitraries.strings().ascii().excludeChars('\0', '/').ofMinLength(1).ofMaxLength(60));
  }

  private static List<String> argv(Probe probe) {
    return COMMAND.argv(job(probe, Path.of("/in/original")));
  }

  private static EncodeJob job(Probe probe, Path source) {
    return new EncodeJob(
        probe, source, Path.of("/scratch"), LADDER.renditions(probe.video().display()));
  }

  private static String after(List<String> argv, String option) {
    return argv.get(argv.indexOf(option) + 1);
  }
}
