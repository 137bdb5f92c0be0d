#!/usr/bin/env python3
"""bench/storage.py FILE [--port 18081]: does Vitascope work on this storage, all the way?

Takes the storage from VITASCOPE_S3_ENDPOINT, _S3_ACCESS_KEY, _S3_SECRET_KEY (and _S3_REGION, buckets, …), starts
./vitascope up on it with everything else embedded, and tries as a browser what an upload, a player and a deletion
need of a storage. FILE is a video of more than 16 MiB, so that it goes in several parts. Each trial is a line; exit
code 1 if one failed. Needs Python 3.9."""
import argparse, json, os, pathlib, shutil, signal, subprocess, sys, tempfile, threading, time
import urllib.error, urllib.request

args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
args.add_argument("file", type=pathlib.Path)
args.add_argument("--port", type=int, default=18081)
args = args.parse_args()
root = pathlib.Path(__file__).resolve().parent.parent
server = f"http://127.0.0.1:{args.port}"
page = {"Origin": "https://page.example"}
failed = []


def http(method, url, body=None, headers=None):
    """The answer, whatever its status."""
    request = urllib.request.Request(url, body, {"content-type": "", **(headers or {})}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, answer.read()


def api(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    status, _, text = http(method, server + path, data, {"content-type": "application/json"})
    return status, json.loads(text) if text else None


def trial(what, passed, seen=""):
    print(f"{'ok  ' if passed else 'FAIL'} {what}" + (f": {seen}" if seen != "" else ""), flush=True)
    if not passed:
        failed.append(what)


def soon(what, look, seconds=180):
    end = time.monotonic() + seconds
    while not (seen := look()) and time.monotonic() < end:
        time.sleep(0.5)
    trial(what, bool(seen))
    return seen


def content(part, plan):
    with args.file.open("rb") as source:
        source.seek((part["number"] - 1) * plan["part_size"])
        return source.read(part["size"])


def upload():
    size = args.file.stat().st_size
    video = api("POST", "/videos", {"filename": args.file.name, "size": size})[1]
    path, plan = f"/videos/{video['video_id']}", video["upload"]
    parts = api("POST", path + "/upload/parts", {"numbers": list(range(1, plan["part_count"] + 1))})[1]["parts"]
    first, *others = parts
    asked = {**page, "Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "content-type"}
    status, headers, _ = http("OPTIONS", first["url"], headers=asked)
    trial("a page may ask to send parts", status in (200, 204), headers.get("access-control-allow-origin"))
    status, _, _ = http("PUT", first["url"], b"too little")
    trial("a part of another size is refused", status == 403, status)
    status, _, _ = http("PUT", first["url"].split("?")[0], b"no signature")
    trial("nobody writes without a signature", status in (401, 403), status)
    sent = [http("PUT", part["url"], content(part, plan), page) for part in reversed(others)]
    trial("parts go in any order", all(status == 200 for status, _, _ in sent), [status for status, _, _ in sent])
    allowed = sent[0][1].get("access-control-allow-origin")
    shown = sent[0][1].get("access-control-expose-headers", "")
    trial("a page may read the answer", bool(allowed) and (shown == "*" or "etag" in shown.lower()), shown)
    received = [part["number"] for part in api("GET", path + "/upload")[1]["received"]]
    trial("what has arrived is known", received == [part["number"] for part in others], received)
    status, problem = api("POST", path + "/upload/complete", {})
    trial("a missing part is named", status == 409 and problem.get("missing") == [1], problem.get("code"))
    trial("the last part goes", http("PUT", first["url"], content(first, plan), page)[0] == 200)
    answers = [api("POST", path + "/upload/complete", {}) for _ in range(2)]
    trial("completed twice is completed once", answers[0] == answers[1] and answers[0][0] == 202, answers[0][0])
    status, _, _ = http("GET", first["url"].split("?")[0])
    trial("nobody reads the original", status in (401, 403), status)
    return path, first


def watch(path):
    soon("it is transcoded", lambda: api("GET", path + "/progress")[1]["status"] in ("Completed", "Failed"), 1800)
    video = api("GET", path)[1]
    trial("it is Completed", video["status"] == "Completed", video.get("error", ""))
    hls = video["playback"]["hls_url"]
    status, headers, _ = http("GET", hls, headers={**page, "Range": "bytes=0-9"})
    trial("anyone reads a stretch of it", status == 206, headers.get("content-range"))
    trial("pages of others may play it", bool(headers.get("access-control-allow-origin")), hls.split("/")[2])
    trial("it is kept by caches", "max-age" in headers.get("cache-control", ""), headers.get("cache-control"))
    if shutil.which("ffprobe"):
        command = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", hls]
        seen = subprocess.run(command, capture_output=True, text=True)
        trial("a player opens it", seen.returncode == 0, f"{seen.stdout.strip()} s{seen.stderr.strip()}")
    return hls


def watch_private():
    """One that is private, from its upload to its end."""
    size = args.file.stat().st_size
    wanted = {"filename": args.file.name, "size": size, "visibility": "private"}
    video = api("POST", "/videos", wanted)[1]
    path, plan = f"/videos/{video['video_id']}", video["upload"]
    parts = api("POST", path + "/upload/parts", {"numbers": list(range(1, plan["part_count"] + 1))})[1]["parts"]
    for part in parts:
        http("PUT", part["url"], content(part, plan))
    api("POST", path + "/upload/complete", {})
    soon("a private one is transcoded", lambda: api("GET", path + "/progress")[1]["status"] in ("Completed", "Failed"), 1800)
    play = api("POST", path + "/playback_links", {"expires_in": 30})[1]
    end = time.monotonic() + 31
    mp4 = play["mp4"][0]["url"]
    status, headers, body = http("GET", mp4, headers={**page, "Range": "bytes=4-7"})
    trial("its link leads to a stretch of it", (status, body) == (206, b"ftyp"), headers.get("content-range"))
    trial("pages of others may play it by the link", bool(headers.get("access-control-allow-origin")))
    trial("no cache keeps it for others", "private" in headers.get("cache-control", ""), headers.get("cache-control"))
    if shutil.which("ffprobe"):
        command = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", play["hls_url"]]
        seen = subprocess.run(command, capture_output=True, text=True)
        trial("a player opens it by the link", seen.returncode == 0, f"{seen.stdout.strip()} s{seen.stderr.strip()}")
    signed = redirect(mp4)
    statuses = [http("GET", url)[0] for url in (signed.split("?")[0], signed.replace("-private/", "/").split("?")[0])]
    trial("nobody reads it without", all(status in (401, 403, 404) for status in statuses), statuses)
    time.sleep(max(0, end - time.monotonic()))
    statuses = [http("GET", url)[0] for url in (play["hls_url"], mp4, signed)]
    trial("the link ends, and what it led to", statuses == [403, 403, 403], statuses)
    again = api("GET", path)[1]["playback"]["mp4"][0]["url"]
    api("PATCH", path, {"visibility": "public"})
    soon("it becomes public", lambda: api("GET", path)[1]["visibility"] == "public")
    mp4 = api("GET", path)[1]["playback"]["mp4"][0]["url"]
    status, headers, _ = http("GET", mp4, headers={**page, "Range": "bytes=4-7"})
    named = headers.get("content-disposition")
    trial("anyone reads it then", (status, redirect(again)) == (206, mp4) and bool(named), named)
    trial("it is deleted", http("DELETE", server + path)[0] == 204)
    soon("its files go", lambda: http("GET", mp4)[0] in (403, 404), 60)


def redirect(url):
    """Where it leads."""
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None
    try:
        return urllib.request.build_opener(Stay).open(url).geturl()
    except urllib.error.HTTPError as answer:
        return answer.headers["location"]


def delete(path, part, hls):
    trial("it is deleted", http("DELETE", server + path)[0] == 204)
    soon("its files go", lambda: http("GET", hls)[0] in (403, 404), 60)
    status, _, _ = http("PUT", part["url"], b"x" * 10)
    trial("its upload takes no more", status in (403, 404), status)


data = tempfile.mkdtemp(prefix="vitascope-bench-data-")
program = subprocess.Popen([root / "vitascope", "up", "--port", str(args.port), "--data", data],
                           stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
said = []
threading.Thread(target=lambda: said.extend(program.stderr), daemon=True).start()
try:
    while True:
        try:
            if http("GET", server + "/health/ready")[0] == 200:
                break
        except OSError:
            if program.poll() is not None:
                sys.exit("".join(said) or "it did not start")
        time.sleep(0.2)
    log = (pathlib.Path(data) / "logs" / "vitascope.log").read_text().splitlines()
    print("\n".join("     " + line.split(" - ", 1)[1] for line in log if "BucketSetup - " in line))
    path, part = upload()
    delete(path, part, watch(path))
    watch_private()
finally:
    program.send_signal(signal.SIGTERM)
    program.wait(60)
    shutil.rmtree(data, ignore_errors=True)
sys.exit(1 if failed else 0)
