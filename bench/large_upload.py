#!/usr/bin/env python3
"""bench/large_upload.py [--gigabytes 10] [--port 18082]: a video of that size, its client killed half way.

Makes a short clip that is mostly empty space (a `free` box, which players skip), so that what is measured is moving
bytes. Starts ./vitascope up, uploads by ./vitascope ingest, kills that with SIGKILL when half has arrived, starts it
again, and waits until the video is Completed and pinned. Prints how much the second client read, how long each stage
took, and the memory of the program itself all the while. Needs Python 3.9, Linux, ffmpeg on PATH, and about three
times the size on disk."""
import argparse, atexit, json, os, pathlib, re, shutil, signal, subprocess, tempfile, threading, time

from program import ROOT, Program

args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
args.add_argument("--gigabytes", type=float, default=10)
args.add_argument("--port", type=int, default=18082)
args = args.parse_args()
work = pathlib.Path(tempfile.mkdtemp(prefix="vitascope-bench-"))
atexit.register(shutil.rmtree, work, True)


def film():
    file = work / "film.mp4"
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=1280x720:r=25:d=10",
                    "-movflags", "+faststart", file], check=True)
    with file.open("ab") as out:
        space = int(args.gigabytes * 1e9) - out.tell()
        out.write((1).to_bytes(4, "big") + b"free" + space.to_bytes(8, "big"))
        out.truncate(int(args.gigabytes * 1e9))
    return file


def field(pid, file, name):
    return int(re.search(rf"{name}:\s+(\d+)", pathlib.Path(f"/proc/{pid}/{file}").read_text())[1])


def ingest(file):
    return subprocess.Popen([ROOT / "vitascope", "ingest", file, "--server", program.server, "--json"],
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True,
                            env={**os.environ, "XDG_STATE_HOME": str(work / "state")})


def arrived():
    videos = program.call("/videos?limit=1")["data"]
    if not videos:
        return 0
    return sum(part["size"] for part in program.call(f"/videos/{videos[0]['video_id']}/upload")["received"])


memory, done = [], threading.Event()
program = Program(args.port, work / "data")
with program:
    file, size = film(), int(args.gigabytes * 1e9)
    time.sleep(5)

    def watch():
        while not done.wait(0.5):
            memory.append(field(program.pid, "status", "VmRSS") / 1024)

    threading.Thread(target=watch, daemon=True).start()
    first, start = ingest(file), time.monotonic()
    while arrived() < size / 2:
        time.sleep(0.5)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    half = time.monotonic() - start
    time.sleep(2)
    before = arrived()
    print(f"killed after {half:.0f} s with {before / 1e9:.2f} GB arrived ({before / 1e6 / half:.0f} MB/s)", flush=True)
    uploading = len(memory)
    second, start, read = ingest(file), time.monotonic(), 0
    while second.poll() is None:
        try:
            read = max(read, field(second.pid, "io", "rchar"))
        except (OSError, TypeError):
            pass
        time.sleep(0.2)
    video = json.loads(second.stdout.read().strip().splitlines()[-1])
    print(f"the second client read {read / 1e9:.2f} GB of the {(size - before) / 1e9:.2f} GB that were missing")
    print(f"{video['status']} {time.monotonic() - start:.0f} s after it was started again, stages {video['timings']}, "
          f"IPFS {video['ipfs']['status']}")
    tenths = [max(memory[i * len(memory) // 10:(i + 1) * len(memory) // 10] or [0]) for i in range(10)]
    print(f"memory at rest {memory[0]:.0f} MB, at most {max(memory[:uploading]):.0f} MB until the kill; by tenths of the "
          f"whole: {' '.join(f'{m:.0f}' for m in tenths)} MB")
    done.set()
