"""Serve a folder on this machine only, and tell its pages when there is a newer build.

The files are served as they are; only HTML gets one ``<script>`` on its way out. What is
published therefore never holds anything of the preview.
"""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from site_builder.effects.disk import disk_error
from site_builder.errors import SiteBuilderError, UsageError

LOOPBACK = "127.0.0.1"
RELOAD_PATH = "/-/reload.js"
STATE_PATH = "/-/state"

_SCRIPT = f'<script src="{RELOAD_PATH}" defer></script>'.encode()
_HTML = "text/html; charset=utf-8"
_TEXT = "text/plain; charset=utf-8"
CONTENT_TYPES: Mapping[str, str] = {
    ".html": _HTML,
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": _TEXT,
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""By suffix; the machine's own table differs from machine to machine."""


@dataclass(frozen=True, slots=True)
class Problems:
    """What stopped the last build, as text for people; empty ``text`` means nothing did."""

    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is served now: a folder (None before the first good build) and its number."""

    folder: Path | None = None
    version: int = 0
    problems: Problems = Problems()


class Preview:
    """What the server shows; another thread exchanges it for something newer."""

    def __init__(self) -> None:
        self.shown = Shown()

    def show(self, folder: Path) -> None:
        """Serve a folder from now on; open pages load again."""
        self.shown = Shown(folder, self.shown.version + 1)

    def fail(self, title: str, text: str) -> None:
        """Go on serving the last good build, with what stopped the new one over it."""
        self.shown = Shown(self.shown.folder, self.shown.version, Problems(title, text))


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer."""

    status: HTTPStatus
    content_type: str
    body: bytes
    location: str = ""


@contextmanager
def serving(preview: Preview, port: int) -> Iterator[str]:
    """Serve in the background while the block runs; gives the address.

    Args:
        preview: What to show.
        port: Port on this machine; 0 takes any free one.

    Raises:
        UsageError: If another program has the port (``port_taken``).
        DiskError: If the system does not give it for another reason.
    """

    class Handler(_Handler):
        """Answers from this preview."""

        shown = preview

    try:
        server = _Server((LOOPBACK, port), Handler)
    except OSError as failed:
        raise _port_error(failed, port) from failed
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://{LOOPBACK}:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _port_error(failed: OSError, port: int) -> SiteBuilderError:
    if failed.errno == errno.EADDRINUSE:
        return UsageError("port_taken", (("port", str(port)),))
    return disk_error(failed, f"{LOOPBACK}:{port}")


class _Server(ThreadingHTTPServer):
    """A server that does not wait for browsers that keep a connection open."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that went away in the middle of an answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Turns requests into calls of ``answer``."""

    shown: Preview
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the body."""
        self._send(with_body=True)

    def do_HEAD(self) -> None:
        """Answer with the headers alone."""
        self._send(with_body=False)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - inherited name
        """Say nothing: the terminal belongs to the build's problems."""

    def _send(self, *, with_body: bool) -> None:
        host = (self.headers.get("Host") or "").rsplit(":", 1)[0]
        reply = answer(self.path, host, self.shown.shown)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if reply.location:
            self.send_header("Location", reply.location)
        self.end_headers()
        if with_body:
            self.wfile.write(reply.body)


def answer(target: str, host: str, shown: Shown) -> Answer:
    """Answer a request.

    Args:
        target: The request's path, with its query.
        host: The name in the ``Host`` header. Another name than this machine's own means
            that a page elsewhere made the browser ask here: it gets nothing.
        shown: What is served now.
    """
    if host not in (LOOPBACK, "localhost"):
        return _plain(HTTPStatus.FORBIDDEN)
    path = unquote(urlsplit(target).path)
    if path == RELOAD_PATH:
        script = (resources.files("site_builder") / "effects" / "reload.js").read_bytes()
        return Answer(HTTPStatus.OK, CONTENT_TYPES[".js"], script)
    if path == STATE_PATH:
        return Answer(HTTPStatus.OK, CONTENT_TYPES[".json"], _state(shown))
    if shown.folder is None:
        return Answer(HTTPStatus.SERVICE_UNAVAILABLE, _HTML, _problems_page(shown.problems))
    return _from_folder(path, shown.folder)


def _plain(status: HTTPStatus) -> Answer:
    return Answer(status, _TEXT, f"{status.value} {status.phrase}\n".encode())


def _state(shown: Shown) -> bytes:
    problems = {"title": shown.problems.title, "text": shown.problems.text}
    found = problems if shown.problems.text else None
    return json.dumps({"version": shown.version, "problems": found}).encode()


def _problems_page(problems: Problems) -> bytes:
    """Write the page that stands for a site before its first good build."""
    return add_script(
        f'<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(problems.title or 'site-builder')}</title>\n</head>\n<body>\n"
        f"<h1>{escape(problems.title)}</h1>\n"
        f"<pre data-problems>{escape(problems.text)}</pre>\n</body>\n</html>\n".encode()
    )


def _from_folder(path: str, folder: Path) -> Answer:
    file = find_file(path, folder)
    if file is None:
        return _not_found(folder)
    if file.is_dir():
        if not path.endswith("/"):
            return Answer(HTTPStatus.MOVED_PERMANENTLY, _TEXT, b"", location=f"{path}/")
        file /= "index.html"
    try:
        return _file_answer(HTTPStatus.OK, file)
    except OSError:
        return _not_found(folder)


def find_file(path: str, folder: Path) -> Path | None:
    """Return what a request's path names inside a folder; None where it leads out of it."""
    parts = [part for part in path.split("/") if part]
    if any(part in (".", "..") or "\\" in part or "\0" in part for part in parts):
        return None
    root = folder.resolve()
    file = root.joinpath(*parts).resolve()
    return file if file == root or root in file.parents else None


def _not_found(folder: Path) -> Answer:
    page = folder / "404.html"
    return (
        _file_answer(HTTPStatus.NOT_FOUND, page) if page.is_file() else _plain(HTTPStatus.NOT_FOUND)
    )


def _file_answer(status: HTTPStatus, file: Path) -> Answer:
    content_type = CONTENT_TYPES.get(file.suffix.lower(), "application/octet-stream")
    content = file.read_bytes()
    return Answer(status, content_type, add_script(content) if content_type == _HTML else content)


def add_script(page: bytes) -> bytes:
    """Put the reload script before the end of a page's body."""
    before, end, after = page.rpartition(b"</body>")
    return before + _SCRIPT + end + after if end else page + _SCRIPT
