#!/usr/bin/env python3
"""bench/peers.py FILE [--ffmpeg ffmpeg] [--runs 1] [--preset veryfast] [--svg FILE] [--only NAME,…]: against others.

Takes FILE, 1080p with sound, to three rungs in MP4 and HLS by the process layouts of PeerTube, MediaCMS, Opencast and
Livepeer's catalyst, written anew after what they publish of their commands, and by ./vitascope up from the completed
upload on; one after another, RUNS times around, with the same ffmpeg, preset, CRF and caps. Prints for each how long
all took and how long until the first rung could be watched, as ratios to ours, then size and SSIM of each rung, so
that speed is not bought with quality; and MediaCMS once more with the preset that it comes with. With --only it is
these layouts, and their times alone. --ffmpeg should be what `./vitascope doctor` names. Needs Python 3.9."""
import argparse, os, pathlib, re, shutil, statistics, subprocess, sys, tempfile, time, urllib.request

from program import Program

args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
args.add_argument("file", type=pathlib.Path)
args.add_argument("--ffmpeg", default="ffmpeg")
args.add_argument("--preset", default="veryfast")
args.add_argument("--runs", type=int, default=1)
args.add_argument("--port", type=int, default=18083)
args.add_argument("--svg", type=pathlib.Path)
args.add_argument("--only", default="")
args = args.parse_args()
source = args.file.resolve()
RUNGS = {1080: 6000, 720: 3200, 480: 1500}  # the height and its cap in kbit/s, as conf/ladder.yaml has them
FASTSTART = ["-movflags", "+faststart"]


def encode(height, preset, *more):
    return ["-c:v", "libx264", "-preset", preset, "-profile:v", "high", "-crf", "23", "-maxrate", f"{RUNGS[height]}k",
            "-bufsize", f"{2 * RUNGS[height]}k", "-pix_fmt", "yuv420p", *more]


SOUND = ["-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000"]


class Watch:
    """Runs commands in a folder and knows when the first rung could be watched."""

    def __init__(self, folder):
        self.folder, self.start, self.first = folder, time.monotonic(), None

    def run(self, *argv):
        subprocess.run([args.ffmpeg, "-v", "error", "-nostdin", "-y", *map(str, argv)], cwd=self.folder, check=True)

    def watchable(self):
        self.first = self.first or time.monotonic() - self.start


def package(watch, height, *options):
    watch.run("-i", f"{height}.mp4", "-c", "copy", *options, "-hls_playlist_type", "vod", "-hls_segment_type", "fmp4",
              "-hls_fmp4_init_filename", f"{height}-init.mp4", "-hls_segment_filename", f"{height}-%05d.m4s",
              f"{height}.m3u8")


def peertube(watch):
    """A process a rung: the MP4, then its HLS by copying, the largest first."""
    for height in RUNGS:
        watch.run("-i", source, "-vf", f"scale=w=-2:h={height}", *encode(height, args.preset, "-g", "50"), *SOUND,
                  *FASTSTART, f"{height}.mp4")
        watch.watchable()
        watch.run("-i", f"{height}.mp4", "-c", "copy", "-hls_time", 4, "-hls_list_size", 0, "-hls_playlist_type", "vod",
                  "-hls_segment_filename", f"{height}-fragmented.mp4", "-hls_segment_type", "fmp4", "-hls_flags",
                  "single_file", f"{height}.m3u8")


def mediacms(watch, preset=None):
    """A process a rendition; after each, all there are so far are packaged again."""
    done = []
    for height in RUNGS:
        watch.run("-i", source, "-filter:v", f"scale=-2:{height}", *encode(
            height, preset or args.preset, "-force_key_frames", "expr:gte(t,n_forced*4)"), *SOUND, *FASTSTART,
            f"{height}.mp4")
        watch.watchable()
        done.append(height)
        for one in done:
            package(watch, one, "-hls_time", 4, "-hls_list_size", 0)


def mediacms_own(watch):
    mediacms(watch, "medium")


def opencast(watch):
    """One process with all rungs, then the HLS of each by copying."""
    outputs = []
    for i, height in enumerate(RUNGS):
        outputs += ["-map", f"[v{i}]", "-map", "0:a?", *encode(height, args.preset, "-g", "50"), *SOUND, *FASTSTART,
                    f"{height}.mp4"]
    scales = ";".join(f"[s{i}]scale=-2:{height}[v{i}]" for i, height in enumerate(RUNGS))
    watch.run("-i", source, "-filter_complex", f"[0:v]split=3[s0][s1][s2];{scales}", *outputs)
    watch.watchable()
    for height in RUNGS:
        package(watch, height, "-hls_time", 6, "-hls_list_size", 0)


def catalyst(watch):
    """Cut into pieces of 10 s; each encoded to all rungs; joined."""
    watch.run("-i", source, "-c", "copy", "-f", "segment", "-segment_time", 10, "piece-%04d.ts")
    pieces = sorted(watch.folder.glob("piece-*.ts"))
    for n, piece in enumerate(pieces):
        outputs = []
        for height in RUNGS:
            outputs += ["-map", "0:v", "-map", "0:a?", "-vf", f"scale=-2:{height}", *encode(height, args.preset),
                        *SOUND, "-copyts", "-muxdelay", 0, f"{height}-{n:04d}.ts"]
        watch.run("-i", piece.name, *outputs)
    for height in RUNGS:
        names = [f"{height}-{n:04d}.ts" for n in range(len(pieces))]
        lines = "".join(f"#EXTINF:10,\n{name}\n" for name in names)
        (watch.folder / f"{height}.m3u8").write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:11\n{lines}#EXT-X-ENDLIST\n")
        watch.watchable()
        watch.run("-i", "concat:" + "|".join(names), "-c", "copy", *FASTSTART, f"{height}.mp4")


def timed(layout, keep):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="vitascope-bench-"))
    try:
        watch = Watch(folder)
        layout(watch)
        took = time.monotonic() - watch.start
        if keep is not None:
            keep.update(measured({height: folder / f"{height}.mp4" for height in RUNGS}))
        return took, watch.first
    finally:
        shutil.rmtree(folder)


def measured(files):
    """Size in MB and SSIM to the source, scaled up to it again."""
    return {height: (file.stat().st_size / 1e6, ssim(file)) for height, file in files.items()}


def ssim(file):
    # Without their tags: a source that says nothing of its colours would be compared with converted ones.
    bare = "setparams=range=unknown:color_primaries=unknown:color_trc=unknown:colorspace=unknown"
    graph = f"[0:v]{bare},scale=1920:1080:flags=bicubic[a];[1:v]{bare},scale=1920:1080[b];[a][b]ssim"
    command = [args.ffmpeg, "-hide_banner", "-nostdin", "-i", file, "-i", source, "-lavfi", graph, "-f", "null", "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return float(re.search(r"SSIM.*All:([0-9.]+)", text)[1])


def fetched(program, video, folder):
    files = {}
    for mp4 in program.call(f"/videos/{video}")["playback"]["mp4"]:
        height = int(mp4["resolution"].rstrip("p"))
        files[height] = folder / f"{height}.mp4"
        urllib.request.urlretrieve(mp4["url"], files[height])
    return files


def bars(rows, file):
    """The ratios to ours, drawn: the time to all rungs."""
    width, line = 640, 26
    most = max(ratio for _, ratio, _ in rows)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {len(rows) * line + 30}" '
           'font-family="sans-serif" font-size="13">',
           f'<rect width="{width}" height="{len(rows) * line + 30}" fill="#fff"/>',
           '<text x="10" y="18" font-weight="bold">Time to three rungs in MP4 and HLS, ours = 1</text>']
    for i, (name, ratio, _) in enumerate(rows):
        y = 30 + i * line
        colour = "#0b6e4f" if name == "Vitascope" else "#8a94a6"
        out.append(f'<text x="10" y="{y + 15}">{name}</text><rect x="170" y="{y + 3}" height="16" '
                   f'width="{ratio / most * 390:.0f}" fill="{colour}"/><text x="{176 + ratio / most * 390:.0f}" '
                   f'y="{y + 15}">{ratio:.2f}</text>')
    file.write_text("\n".join(out) + "\n</svg>\n")


layouts = {"PeerTube": peertube, "MediaCMS": mediacms, "Opencast": opencast, "catalyst": catalyst}
if args.only:
    layouts = {name: layouts[name] for name in args.only.split(",")}
took = {name: [] for name in ["Vitascope", *layouts]}
quality = {"Vitascope": {}, "PeerTube": {}}
with Program(args.port) as program:
    for run in range(args.runs):
        last = run == args.runs - 1 and not args.only
        video, *ours = program.through(source)
        took["Vitascope"].append(ours)
        print(f"Vitascope: {ours[0]:.1f} s, watchable after {ours[1]:.1f} s", flush=True)
        if last:
            with tempfile.TemporaryDirectory(prefix="vitascope-bench-") as folder:
                quality["Vitascope"] = measured(fetched(program, video, pathlib.Path(folder)))
        for name, layout in layouts.items():
            took[name].append(timed(layout, quality["PeerTube"] if last and name == "PeerTube" else None))
            print(f"{name}: {took[name][-1][0]:.1f} s, watchable after {took[name][-1][1]:.1f} s", flush=True)
if not args.only:
    took["MediaCMS, own preset"] = [timed(mediacms_own, None)]
ours = [statistics.median(run[i] for run in took["Vitascope"]) for i in (0, 1)]
rows = [(name, *(statistics.median(run[i] for run in runs) / ours[i] for i in (0, 1))) for name, runs in took.items()]
print(f"\n{os.cpu_count()} cores, {source.name}, preset {args.preset}, {args.runs} runs, medians, ours = 1\n")
print("| layout | all rungs, MP4 and HLS | first rung watchable |\n|---|---|---|")
for name, whole, first in rows:
    print(f"| {name} | {whole:.2f} | {first:.1f} |")
if not args.only:
    print("\n| rung | ours | PeerTube's layout |\n|---|---|---|")
    for height in RUNGS:
        print(f"| {height}p | " + " | ".join(
            f"{q[height][0]:.1f} MB, SSIM {q[height][1]:.4f}" for q in quality.values()) + " |")
if args.svg:
    bars(rows, args.svg)
