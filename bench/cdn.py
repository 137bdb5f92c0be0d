#!/usr/bin/env python3
"""Two viewers, one after the other, behind a caching proxy: how much does the second cost the origin?

    bench/cdn.py MASTER-URL        a published master playlist; needs nginx

Starts nginx with cdn.conf before the URL's host, has both watch every rendition whole (from pages of
different origins), then asks for ranges and conditions. Ends with 1 if the cache did not do its part.
"""
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request


def fetch(url, **headers):
    request = urllib.request.Request(url, headers={k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers, refused.read()


def lines(playlist):
    text = playlist.decode()
    return re.findall(r'URI="([^"]+)"', text) + [l for l in text.splitlines() if l and not l.startswith("#")]


class Viewer:
    """Fetches all that a master playlist leads to, once."""

    def __init__(self, origin):
        self.origin, self.bytes, self.kept, self.urls, self.wrong = origin, 0, 0, [], []

    def watch(self, url):
        if url in self.urls:
            return
        status, headers, body = fetch(url, Origin=self.origin)
        self.urls.append(url)
        self.bytes += len(body)
        self.kept += len(body) if headers["X-Cache"] in ("HIT", "REVALIDATED") else 0
        if status != 200 or headers.get_all("Access-Control-Allow-Origin") != ["*"] or headers["Vary"]:
            self.wrong.append(f"{url}: {status} {dict(headers)}")
        if url.endswith(".m3u8"):
            for line in lines(body):
                self.watch(urllib.parse.urljoin(url, line))


def expect(found, what, wanted, got):
    print(f"  {what:48} {got}")
    if wanted != got:
        found.append(f"{what}: {got}, not {wanted}")


def trials(cdn, viewer):
    found = list(viewer.wrong)
    segment = next(url for url in viewer.urls if url.endswith(".m4s"))
    status, headers, whole = fetch(segment)
    etag = headers["ETag"]
    status, headers, part = fetch(segment, Range="bytes=100-199")
    expect(found, "range of a segment", (206, True, "HIT"), (status, part == whole[100:200], headers["X-Cache"]))
    status, headers, _ = fetch(segment, If_None_Match=etag)
    expect(found, "condition that holds", (304, "HIT"), (status, headers["X-Cache"]))
    status, headers, _ = fetch(segment, Range="bytes=100-199", If_Range='"another"')
    expect(found, "range of another state", (200, "HIT"), (status, headers["X-Cache"]))
    status, _, _ = fetch(segment, Range=f"bytes={len(whole)}-")
    expect(found, "range behind the end", 416, status)
    expect(found, "kept for", "public, max-age=31536000, immutable", fetch(segment)[1]["Cache-Control"])
    return found


def main():
    master = urllib.parse.urlsplit(sys.argv[1])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        # Started by root, nginx works as somebody else.
        pathlib.Path(folder).chmod(0o755)
        conf = pathlib.Path(folder, "nginx.conf")
        template = pathlib.Path(__file__).with_name("cdn.conf").read_text()
        origin = f"{master.scheme}://{master.netloc}"
        conf.write_text(template.format(folder=folder, port=port, origin=origin))
        nginx = subprocess.Popen(["nginx", "-c", str(conf), "-e", f"{folder}/start.log"])
        try:
            time.sleep(1)
            url = f"http://127.0.0.1:{port}{master.path}"
            viewers = [Viewer("https://one.example"), Viewer("https://two.example")]
            for number, viewer in enumerate(viewers, 1):
                viewer.watch(url)
                share = 100 * viewer.kept / viewer.bytes
                print(f"viewer {number}: {len(viewer.urls)} files, {viewer.bytes} bytes, {share:.1f} % from the cache")
            found = viewers[0].wrong + trials(url, viewers[1])
            if viewers[1].kept < 0.95 * viewers[1].bytes:
                found.append("the second viewer was served by the origin")
        finally:
            nginx.terminate()
            nginx.wait()
    print("\n".join(found) or "all as it should be")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
