package dev.vitascope.media;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes the files of the corpus in a folder. Each shows red, green, blue and grey quarters and, in
 * the first tenth of each second, a white box in the middle while a beep sounds.
 */
record CorpusMaker(Path folder) {

  private static final Map<String, String> FILTERS =
      Map.of(
          "tagged",
          "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,"
              + "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv",
          "silent",
          "scale=out_color_matrix=bt601:out_range=tv,format=yuv420p,"
              + "setparams=colorspace=unknown:color_primaries=unknown:color_trc=unknown:range=tv");

  Path make(CorpusEntry entry) throws IOException {
    var whole = new TestClips(folder).make(first(entry), argv(entry));
    if (!entry.then().isEmpty()) {
      whole = new TestClips(folder).make(entry.file(), words(entry.then().formatted(whole)));
    }
    if (entry.kept() < 1) {
      try (var cut = new RandomAccessFile(whole.toFile(), "rw")) {
        cut.setLength((long) (Files.size(whole) * entry.kept()));
      }
    }
    return whole;
  }

  private static String quarters(CorpusEntry entry) {
    return """
    color=c=0xC83232:s=%s:r=%s:d=%s,format=gbrp,\
    drawbox=x=iw/2:y=0:w=iw/2:h=ih/2:c=0x32C832:t=fill,\
    drawbox=x=iw/2:y=ih/2:w=iw/2:h=ih/2:c=0x3232C8:t=fill,\
    drawbox=x=0:y=ih/2:w=iw/2:h=ih/2:c=0xA0A0A0:t=fill,\
    drawbox=x=iw*3/8:y=ih*3/8:w=iw/4:h=ih/4:c=black:t=fill,\
    drawbox=x=iw*3/8:y=ih*3/8:w=iw/4:h=ih/4:c=white:t=fill:enable='lt(mod(t,1),0.099)',"""
        .formatted(entry.size(), entry.rate(), entry.length());
  }

  private static String beep(CorpusEntry entry) {
    return "aevalsrc=0.5*sin(2*PI*1000*t)*lt(mod(t\\,1)\\,0.1):d=%s".formatted(entry.length());
  }

  private static String first(CorpusEntry entry) {
    return entry.then().isEmpty() ? entry.file() : "first-" + entry.file();
  }

  private static List<String> argv(CorpusEntry entry) {
    var filter = FILTERS.getOrDefault(entry.filter(), entry.filter());
    var picture = quarters(entry) + filter;
    var argv = new ArrayList<>(List.of("-f", "lavfi", "-i", picture));
    argv.addAll(List.of("-f", "lavfi", "-i", beep(entry)));
    argv.addAll(entry.video().equals("none") ? List.of() : List.of("-map", "0:v"));
    argv.addAll(entry.audio().equals("none") ? List.of() : List.of("-map", "1:a"));
    for (var options : List.of(entry.video(), entry.audio(), entry.options())) {
      argv.addAll(options.equals("none") ? List.of() : words(options));
    }
    return argv;
  }

  private static List<String> words(String text) {
    return Stream.of(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
