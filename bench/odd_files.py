#!/usr/bin/env python3
"""bench/odd_files.py FOLDER [--at-once 4] [--ffmpeg ffmpeg] [--port 18084]: every file once through ./vitascope up.

Sends each file below FOLDER as a client would and waits for its end, which must be `Completed`, with playlists and
MP4s that decode whole without a complaint, or `Failed` for a reason that lies in the file and that no retry would
change. Prints a line a file, then what it counted; exit code 1 if any file ended otherwise. Needs Python 3.9 and
ffmpeg."""
import argparse, collections, concurrent.futures, pathlib, subprocess, sys, time, urllib.error

from program import Program

args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
args.add_argument("folder", type=pathlib.Path)
args.add_argument("--at-once", type=int, default=4)
args.add_argument("--ffmpeg", default="ffmpeg")
args.add_argument("--port", type=int, default=18084)
args.add_argument("--longest", type=float, default=600, help="seconds that a file may take")
args = args.parse_args()
OF_THE_FILE = {"not_a_video", "no_video_stream", "unsupported_codec", "damaged", "too_demanding", "file_empty"}


def complaints(url):
    """What ffmpeg says while it decodes all of it."""
    done = subprocess.run([args.ffmpeg, "-v", "error", "-i", url, "-f", "null", "-"], capture_output=True, text=True)
    return done.stderr.strip() or ("" if done.returncode == 0 else f"exit code {done.returncode}")


def completed(video):
    playback = video["playback"]
    for url in [playback["hls_url"]] + [mp4["url"] for mp4 in playback["mp4"]]:
        said = complaints(url)
        if said:
            return False, f"{url}: {said}"
    rungs = " ".join(f"{t['width']}x{t['height']}" for t in video["transcodes"] if t["format"] == "mp4")
    return True, f"completed {rungs} {'; '.join(video['probe'].get('warnings', []))}"


def end(program, file):
    """Whether it ended as it should, and how."""
    try:
        video = program.upload(file)
    except urllib.error.HTTPError as refused:
        return refused.code in (400, 413), f"refused {refused.code}"
    deadline = time.monotonic() + args.longest
    while time.monotonic() < deadline:
        progress = program.call(f"/video/{video}/progress")
        if progress["status"] == "Completed":
            return completed(program.call(f"/videos/{video}"))
        if progress["status"] == "Failed":
            error = progress["error"]
            return error["code"] in OF_THE_FILE and not error["retriable"], f"{error['code']}: {error['message']}"
        time.sleep(0.25)
    return False, f"still {progress['stage']} after {args.longest:.0f} s: {progress.get('error')}"


files = sorted(file for file in args.folder.rglob("*") if file.is_file())
ends, wrong = collections.Counter(), []
with Program(args.port) as program, concurrent.futures.ThreadPoolExecutor(args.at_once) as clients:
    for file, (right, how) in zip(files, clients.map(lambda file: end(program, file), files)):
        print(f"{'  ' if right else '! '}{file.relative_to(args.folder)}: {how}", flush=True)
        ends[how.split()[0].rstrip(":")] += 1
        if not right:
            wrong.append(file)
print(f"{len(files)} files: {dict(ends)}, {len(wrong)} ended wrong")
sys.exit(1 if wrong else 0)
