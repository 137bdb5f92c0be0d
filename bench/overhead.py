#!/usr/bin/env python3
"""bench/overhead.py FILE [--runs 3] [--port 18080]: what Vitascope adds to the encode itself.

Starts ./vitascope up on a data folder of its own and then, alternately: takes FILE through it, timed from the
completed upload to Completed; and runs the very ffmpeg command that it ran, alone, on the same local file.
Prints each pair, the median ratio, the time to readiness, and the memory of the program itself (not of the
services beside it) at rest and at its most while a job ran. Needs Python 3.9 and Linux."""
import argparse, json, os, pathlib, re, shutil, signal, statistics, subprocess, sys, tempfile, threading, time, urllib.request

args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
args.add_argument("file", type=pathlib.Path)
args.add_argument("--runs", type=int, default=3)
args.add_argument("--port", type=int, default=18080)
args = args.parse_args()
root = pathlib.Path(__file__).resolve().parent.parent
server = f"http://127.0.0.1:{args.port}"


def call(path, body=None, method=None):
    request = urllib.request.Request(server + path, method=method or ("POST" if body is not None else "GET"))
    data = None
    if body is not None:
        data = json.dumps(body).encode()
        request.add_header("content-type", "application/json")
    with urllib.request.urlopen(request, data, timeout=60) as answer:
        return json.load(answer)


def upload(file):
    size = file.stat().st_size
    video = call("/videos", {"filename": file.name, "size": size})
    upload, sent = video["upload"], 0
    parts = upload["parts"]
    while sent < upload["part_count"]:
        with file.open("rb") as source:
            for part in parts:
                source.seek((part["number"] - 1) * upload["part_size"])
                request = urllib.request.Request(part["url"], source.read(part["size"]), method="PUT")
                request.add_header("content-type", "")  # else it says that it sends a form, which nobody signed
                urllib.request.urlopen(request, timeout=600).close()
                sent += 1
        if sent < upload["part_count"]:
            numbers = list(range(sent + 1, min(sent + 10, upload["part_count"]) + 1))
            parts = call(f"/videos/{video['video_id']}/upload/parts", {"numbers": numbers})["parts"]
    call(f"/videos/{video['video_id']}/upload/complete", {})
    return video["video_id"]


def through(file):
    video = upload(file)
    start = time.monotonic()
    first = None
    while True:
        progress = call(f"/video/{video}/progress")
        if progress["playable"] and first is None:
            first = time.monotonic() - start
        if progress["status"] == "Completed":
            return video, time.monotonic() - start, first
        if progress["status"] == "Failed":
            sys.exit(f"failed: {progress['error']}")
        time.sleep(0.05 if progress["percent"] > 94 else 0.25)  # asking is work too


def bare(log, video):
    line = [l for l in log.read_text().splitlines() if f"/{video}-" in l and "(cd " in l][-1]
    command = re.search(r"\(cd (.+?) && (.*)\)$", line)
    scratch = tempfile.mkdtemp(prefix="vitascope-bench-")
    try:
        for folder in {*re.findall(r"(\d+p)/playlist\.m3u8", command[2]), "thumbnails"}:
            os.mkdir(f"{scratch}/{folder}")
        original = pathlib.Path(command[1].strip("'")).parent / "original"
        text = command[2].replace(str(original), str(args.file.resolve()))
        start = time.monotonic()
        subprocess.run(text, shell=True, cwd=scratch, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return time.monotonic() - start
    finally:
        shutil.rmtree(scratch)


def resident(pid):
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024


data = tempfile.mkdtemp(prefix="vitascope-bench-data-")
start = time.monotonic()
program = subprocess.Popen([root / "vitascope", "up", "--port", str(args.port), "--data", data],
                           stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
said = []
threading.Thread(target=lambda: said.extend(program.stderr), daemon=True).start()
try:
    while True:
        try:
            call("/health/ready")
            break
        except OSError:
            if program.poll() is not None:
                sys.exit("".join(said) or "it did not start")
            time.sleep(0.1)
    print(f"ready after {time.monotonic() - start:.1f} s")
    time.sleep(10)
    print(f"memory at rest {resident(program.pid):.0f} MB")
    log = pathlib.Path(data) / "logs" / "vitascope.log"
    ratios, peak, watching = [], [0.0], threading.Event()

    def watch():
        while not watching.wait(0.2):
            peak[0] = max(peak[0], resident(program.pid))

    threading.Thread(target=watch, daemon=True).start()
    through(args.file)  # warms both up
    for run in range(args.runs):
        video, ours, first = through(args.file)
        alone = bare(log, video)
        ratios.append(ours / alone)
        timings = call(f"/videos/{video}").get("timings")
        print(f"run {run + 1}: ours {ours:.2f} s, watchable after {first:.2f} s, bare ffmpeg {alone:.2f} s, "
              f"ratio {ours / alone:.3f}, stages {timings}")
    watching.set()
    print(f"memory at most {peak[0]:.0f} MB")
    print(f"median ratio {statistics.median(ratios):.3f} over {args.runs} runs")
finally:
    program.send_signal(signal.SIGTERM)
    program.wait(60)
    shutil.rmtree(data, ignore_errors=True)
