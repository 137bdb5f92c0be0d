#!/usr/bin/env python3
"""bench/overhead.py FILE [--runs 3] [--port 18080]: what Vitascope adds to the encode itself.

Starts ./vitascope up on a data folder of its own and then, alternately: takes FILE through it, timed from the
completed upload to Completed; and runs the very ffmpeg commands that it ran, alone, on the same local file.
Prints each pair, the median ratio, the time to readiness, and the memory of the program itself (not of the
services beside it) at rest and at its most while a job ran. Needs Python 3.9 and Linux."""
import argparse, os, pathlib, re, shutil, statistics, subprocess, tempfile, threading, time

from program import Program

args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
args.add_argument("file", type=pathlib.Path)
args.add_argument("--runs", type=int, default=3)
args.add_argument("--port", type=int, default=18080)
args = args.parse_args()


def bare(log, video):
    """The commands that the program ran for a video (a copied rendition has one of its own), alone."""
    lines = [line for line in log.read_text().splitlines() if f"/{video}-" in line and "(cd " in line]
    scratch = tempfile.mkdtemp(prefix="vitascope-bench-")
    start = time.monotonic()
    try:
        for line in lines:
            command = re.search(r"\(cd (.+?) && (.*)\)$", line)
            for folder in {*re.findall(r"(\d+p)/playlist\.m3u8", command[2]), "thumbnails"}:
                os.makedirs(f"{scratch}/{folder}", exist_ok=True)
            original = pathlib.Path(command[1].strip("'")).parent / "original"
            text = command[2].replace(str(original), str(args.file.resolve()))
            subprocess.run(text, shell=True, cwd=scratch, check=True, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
        return time.monotonic() - start
    finally:
        shutil.rmtree(scratch)


def resident(pid):
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024


with Program(args.port) as program:
    print(f"ready after {program.start_up:.1f} s")
    time.sleep(10)
    print(f"memory at rest {resident(program.pid):.0f} MB")
    ratios, peak, watching = [], [0.0], threading.Event()

    def watch():
        while not watching.wait(0.2):
            peak[0] = max(peak[0], resident(program.pid))

    threading.Thread(target=watch, daemon=True).start()
    program.through(args.file)  # warms both up
    for run in range(args.runs):
        video, ours, first = program.through(args.file)
        alone = bare(program.log, video)
        ratios.append(ours / alone)
        timings = program.call(f"/videos/{video}").get("timings")
        print(f"run {run + 1}: ours {ours:.2f} s, watchable after {first:.2f} s, bare ffmpeg {alone:.2f} s, "
              f"ratio {ours / alone:.3f}, stages {timings}")
    watching.set()
    print(f"memory at most {peak[0]:.0f} MB")
    print(f"median ratio {statistics.median(ratios):.3f} over {args.runs} runs")
