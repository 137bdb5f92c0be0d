#!/usr/bin/env python3
"""bench/large_upload.py [--gigabytes 10] [--port 18082]: a video of that size, its client killed half way.

Makes a short clip that is mostly empty space (a `free` box, which players skip), so that what is measured is moving
bytes. Starts ./vitascope up, uploads by ./vitascope ingest, kills that with SIGKILL when half has arrived, starts it
again, and waits until the video is Completed and pinned. Prints how much the second client read, how long each stage
took, and the memory of the program itself all the while. Needs Python 3.9, Linux, ffmpeg on PATH, and about three
times the size on disk."""
import argparse, json, os, pathlib, re, shutil, signal, subprocess, sys, tempfile, threading, time, urllib.request

args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
args.add_argument("--gigabytes", type=float, default=10)
args.add_argument("--port", type=int, default=18082)
args = args.parse_args()
root = pathlib.Path(__file__).resolve().parent.parent
server = f"http://127.0.0.1:{args.port}"
work = pathlib.Path(tempfile.mkdtemp(prefix="vitascope-bench-"))


def call(path):
    with urllib.request.urlopen(server + path, timeout=60) as answer:
        return json.load(answer)


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
    return subprocess.Popen([root / "vitascope", "ingest", file, "--server", server, "--json"],
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True,
                            env={**os.environ, "XDG_STATE_HOME": str(work / "state")})


def arrived():
    videos = call("/videos?limit=1")["data"]
    if not videos:
        return 0
    return sum(part["size"] for part in call(f"/videos/{videos[0]['video_id']}/upload")["received"])


program = subprocess.Popen([root / "vitascope", "up", "--port", str(args.port), "--data", work / "data"],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
memory, done = [], threading.Event()
try:
    file, size = film(), int(args.gigabytes * 1e9)
    while True:
        try:
            call("/health/ready")
            break
        except OSError:
            if program.poll() is not None:
                sys.exit("it did not start")
            time.sleep(0.2)
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
finally:
    done.set()
    program.send_signal(signal.SIGTERM)
    program.wait(60)
    shutil.rmtree(work, ignore_errors=True)
