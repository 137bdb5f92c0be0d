#!/usr/bin/env python3
"""bench/kept.py FILE [--port 18081]: does a video outlive all that is ours?

Starts a second Kubo node, and ./vitascope up on a data folder of its own with that node as keeper of copies and its
gateway as their proof. Takes FILE through it and waits until the copy is kept and proven. Then stops all of ours, and
has ffmpeg decode every rendition, HLS and MP4, through the second node's gateway: each must have the frames that it had
at our storage. Prints what took how long; ends with 1 if something is missing. Needs Python 3.9, ffmpeg, ffprobe, Kubo."""
import argparse, json, os, pathlib, re, shutil, socket, subprocess, sys, tempfile, time

from program import Program

args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
args.add_argument("file", type=pathlib.Path)
args.add_argument("--port", type=int, default=18081)
args = args.parse_args()


class SecondNode:
    """A node that knows nobody until it is told."""

    def __enter__(self):
        cached = sorted(pathlib.Path.home().glob(".cache/vitascope/kubo-*/ipfs"))
        self.ipfs = shutil.which("ipfs") or (cached[-1] if cached else sys.exit("there is no ipfs here"))
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="vitascope-bench-second-"))
        self.env = {**os.environ, "IPFS_PATH": str(self.folder)}
        self.call("init", "--profile=test")
        self.call("config", "Routing.Type", "none")
        log = (self.folder / "log").open("w")
        self.process = subprocess.Popen([self.ipfs, "daemon"], env=self.env, stdout=log, stderr=log)
        while "Daemon is ready" not in (said := (self.folder / "log").read_text()):
            time.sleep(0.1)
        self.api, self.gateway = (
            "http://127.0.0.1:" + re.search(server + r" server listening on /ip4/127.0.0.1/tcp/(\d+)", said)[1]
            for server in ("RPC API", "Gateway"))
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)
        shutil.rmtree(self.folder)

    def call(self, *command):
        subprocess.run([self.ipfs, *command], env=self.env, check=True, stdout=subprocess.DEVNULL)


def frames(address):
    """How many pictures come out of it, each of them decoded."""
    command = ["ffprobe", "-v", "error", "-count_frames", "-select_streams", "v:0", "-of", "json"]
    told = subprocess.run([*command, "-show_entries", "stream=nb_read_frames", address], check=True, capture_output=True)
    return int(json.loads(told.stdout)["streams"][0]["nb_read_frames"])


def until(program, video, holds):
    start = time.monotonic()
    while not holds(ipfs := program.call(f"/videos/{video}")["ipfs"]):
        if time.monotonic() - start > 120:
            sys.exit(f"still {ipfs}")
        time.sleep(0.2)
    return time.monotonic() - start


def running(folder):
    """Processes that have to do with it."""
    def has(process):
        try:
            return str(folder).encode() in process.read_bytes()
        except OSError:
            return False
    return [process.parent.name for process in pathlib.Path("/proc").glob("[0-9]*/cmdline") if has(process)]


def answers(port):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


with SecondNode() as second:
    os.environ.update({
        "VITASCOPE_PIN_SERVICES": "second",
        "VITASCOPE_PIN_SERVICE_SECOND_KUBO": second.api,
        "VITASCOPE_IPFS_PROOF_GATEWAY": second.gateway})
    with Program(args.port) as program:
        video, took, _ = program.through(args.file)
        print(f"completed after {took:.1f} s")
        print(f"pinned     {until(program, video, lambda ipfs: ipfs['status'] == 'pinned'):5.1f} s later")
        kept = lambda ipfs: ipfs["services"] and ipfs["services"][0]["status"] == "pinned"
        print(f"kept there {until(program, video, kept):5.1f} s later")
        print(f"proven     {until(program, video, lambda ipfs: ipfs['proof']['status'] == 'proven'):5.1f} s later")
        all_of_it = program.call(f"/videos/{video}")
        print(f"read back in {all_of_it['ipfs']['proof']['seconds']:.2f} s")
        prefix = all_of_it["playback"]["hls_url"].removesuffix("master.m3u8")
        before = {t["url"].removeprefix(prefix): frames(t["url"]) for t in all_of_it["transcodes"]}
        folder = program.folder

    if left := running(folder) or answers(args.port):
        sys.exit(f"not all of ours has stopped: {left}")
    root = f"{second.gateway}/ipfs/{all_of_it['ipfs_cid']}/"
    print("all of ours is stopped; from the second node:")
    after = {name: frames(root + name) for name in ["master.m3u8", *before]}
    for name, count in after.items():
        print(f"  {name:24} {count} frames")
    lost = {name for name in before if after[name] != before[name]}
    if lost or after["master.m3u8"] not in before.values():
        sys.exit(f"not as they were: {sorted(lost)}")
