#!/usr/bin/env python3
"""bench/presets.py FILE [--ffmpeg ffmpeg] [--presets ultrafast,…] [--seconds 20]: what each preset of x264 costs and gives.

Encodes the first seconds of FILE to the three rungs of conf/ladder.yaml as the program does (decoded once, scaled one
from the next, the same CRF and caps) by each preset, and prints the CPU seconds as a ratio to veryfast's, and size and
SSIM of each rung. CPU seconds, so that another load does not show. Needs Python 3.9."""
import argparse, pathlib, re, resource, subprocess, tempfile

args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
args.add_argument("file", type=pathlib.Path)
args.add_argument("--ffmpeg", default="ffmpeg")
args.add_argument("--presets", default="ultrafast,superfast,veryfast,faster,fast,medium")
args.add_argument("--seconds", type=int, default=20)
args = args.parse_args()
RUNGS = [(854, 480, 1500), (1280, 720, 3200), (1920, 1080, 6000)]
GRAPH = "[0:v]scale=1920:1080,split[v2][n1];[n1]scale=1280:720,split[v1][n0];[n0]scale=854:480[v0]"
source = ["-t", str(args.seconds), "-i", str(args.file)]


def spent():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def encoded(preset, folder):
    outputs = []
    for i, (_, height, cap) in enumerate(RUNGS):
        outputs += ["-map", f"[v{i}]", "-c:v", "libx264", "-preset", preset, "-profile:v", "high", "-crf", "23",
                    "-maxrate", f"{cap}k", "-bufsize", f"{2 * cap}k", "-force_key_frames", "expr:gte(t,n_forced*2)",
                    "-sc_threshold", "0", "-pix_fmt", "yuv420p", "-f", "mp4", f"{folder}/{height}.mp4"]
    before = spent()
    subprocess.run([args.ffmpeg, "-v", "error", "-nostdin", "-y", *source, "-filter_complex", GRAPH, *outputs], check=True)
    return spent() - before


def ssim(file):
    graph = "[0:v]scale=1920:1080:flags=bicubic[a];[1:v]scale=1920:1080[b];[a][b]ssim"
    command = [args.ffmpeg, "-hide_banner", "-nostdin", "-i", file, *source, "-lavfi", graph, "-f", "null", "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return float(re.search(r"SSIM.*All:([0-9.]+)", told)[1])


made = {}
for preset in args.presets.split(","):
    with tempfile.TemporaryDirectory(prefix="vitascope-bench-") as folder:
        cpu = encoded(preset, folder)
        files = [pathlib.Path(folder, f"{height}.mp4") for _, height, _ in RUNGS]
        made[preset] = cpu, [(file.stat().st_size * 8 / args.seconds / 1000, ssim(file)) for file in files]
usual = made.get("veryfast", next(iter(made.values())))[0]
print("| preset | CPU | " + " | ".join(f"{height}p" for _, height, _ in RUNGS) + " |\n|---|---|" + "---|" * len(RUNGS))
for preset, (cpu, rungs) in made.items():
    cells = " | ".join(f"{rate:.0f} kbit/s, {quality:.4f}" for rate, quality in rungs)
    print(f"| {preset} | {cpu / usual:.2f} | {cells} |", flush=True)
