"""The program under measurement: ./vitascope up with a data folder of its own, and what a client does with it."""
import json, pathlib, shutil, signal, subprocess, sys, tempfile, threading, time, urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Program:
    """Serves from `with` to its end; leaves nothing behind."""

    def __init__(self, port, folder=None):
        self.server = f"http://127.0.0.1:{port}"
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="vitascope-bench-data-"))
        self.log = self.folder / "logs" / "vitascope.log"
        self.command = [ROOT / "vitascope", "up", "--port", str(port), "--data", self.folder]

    def __enter__(self):
        start, said = time.monotonic(), []
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.pid = self.process.pid
        threading.Thread(target=lambda: said.extend(self.process.stderr), daemon=True).start()
        while True:
            try:
                self.call("/health/ready")
                break
            except OSError:
                if self.process.poll() is not None:
                    shutil.rmtree(self.folder, ignore_errors=True)
                    sys.exit("".join(said) or "it did not start")
                time.sleep(0.1)
        self.start_up = time.monotonic() - start
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        shutil.rmtree(self.folder, ignore_errors=True)

    def call(self, path, body=None):
        request = urllib.request.Request(self.server + path, method="GET" if body is None else "POST")
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            request.add_header("content-type", "application/json")
        with urllib.request.urlopen(request, data, timeout=60) as answer:
            return json.load(answer)

    def upload(self, file):
        """Sends a file, part by part, and completes the upload."""
        video = self.call("/videos", {"filename": file.name, "size": file.stat().st_size})
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
                parts = self.call(f"/videos/{video['video_id']}/upload/parts", {"numbers": numbers})["parts"]
        self.call(f"/videos/{video['video_id']}/upload/complete", {})
        return video["video_id"]

    def through(self, file):
        """Takes a file to Completed: its video, and the seconds from the upload's end until then and until it plays."""
        video = self.upload(file)
        start, first = time.monotonic(), None
        while True:
            progress = self.call(f"/video/{video}/progress")
            if progress["playable"] and first is None:
                first = time.monotonic() - start
            if progress["status"] == "Completed":
                return video, time.monotonic() - start, first
            if progress["status"] == "Failed":
                sys.exit(f"failed: {progress['error']}")
            soon = progress["percent"] > 94 or time.monotonic() - start < 10
            time.sleep(0.05 if soon else 0.25)  # asking is work too
