"""The preview: files as they are, one script added, nobody else let in."""

from __future__ import annotations

import json
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from site_builder.effects.serve import Answer, Preview, Problems, Shown, answer, serving
from site_builder.errors import UsageError

SCRIPT = b'<script src="/-/reload.js" defer></script>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A web root with an edition behind a link, and a secret beside it."""
    root = tmp_path / "root"
    (root / "a/css").mkdir(parents=True)
    (root / "empty").mkdir()
    (root / "a/index.html").write_text("<body>chào</body>", encoding="utf-8")
    (root / "a/css/x.css").write_text("css", encoding="utf-8")
    (root / "a/đường.csv").write_text("a,b", encoding="utf-8")
    (root / "latest").symlink_to("a")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (root / "out.txt").symlink_to(tmp_path / "secret.txt")
    return root


def get(path: str, folder: Path, host: str = "127.0.0.1") -> Answer:
    return answer(path, host, Shown(folder, 1))


def test_a_page_gets_the_script_on_its_way_out(folder: Path):
    """Before the end of its body; the file itself stays as it is."""
    reply = get("/latest/index.html", folder)

    assert reply.status == HTTPStatus.OK
    assert reply.content_type == "text/html; charset=utf-8"
    assert reply.body == "<body>chào".encode() + SCRIPT + b"</body>"
    assert (folder / "a/index.html").read_text(encoding="utf-8") == "<body>chào</body>"


@pytest.mark.parametrize(
    ("path", "content_type", "body"),
    [
        ("/a/css/x.css?v=1", "text/css; charset=utf-8", b"css"),
        ("/a/%C4%91%C6%B0%E1%BB%9Dng.csv", "text/csv; charset=utf-8", b"a,b"),
    ],
)
def test_other_files_are_served_as_they_are(
    folder: Path, path: str, content_type: str, body: bytes
):
    """With their type by suffix, whatever the machine's own table says."""
    assert get(path, folder) == Answer(HTTPStatus.OK, content_type, body)


def test_a_folder_shows_its_index_and_never_a_listing(folder: Path):
    """Without the slash it is asked for again with it; without an index it is not there."""
    assert get("/latest/", folder).body.endswith(b"</body>")
    assert get("/latest", folder).location == "/latest/"
    assert get("/latest", folder).status == HTTPStatus.MOVED_PERMANENTLY
    assert get("/empty/", folder).status == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/a/..%2f..%2f../secret.txt",
        "/..%5csecret.txt",
        "/a%00.html",
        "/out.txt",
        "//etc/passwd",
        "/missing.html",
    ],
)
def test_nothing_outside_the_folder_is_served(folder: Path, path: str):
    """However the way out is written, a link included."""
    reply = get(path, folder)

    assert reply.status == HTTPStatus.NOT_FOUND
    assert b"secret" not in reply.body


def test_a_missing_page_shows_the_sites_own_words(folder: Path):
    """404.html, with the status that says so."""
    (folder / "404.html").write_text("<body>Không có</body>", encoding="utf-8")

    reply = get("/missing.html", folder)

    assert reply.status == HTTPStatus.NOT_FOUND
    assert "Không có".encode() in reply.body


@pytest.mark.parametrize("host", ["evil.example", "", "192.168.1.5"])
def test_another_name_than_this_machines_is_refused(folder: Path, host: str):
    """A page elsewhere cannot read an internal portal through the reader's browser."""
    assert get("/latest/", folder, host).status == HTTPStatus.FORBIDDEN
    assert get("/-/state", folder, host).status == HTTPStatus.FORBIDDEN


def test_the_state_tells_of_builds_and_problems(folder: Path):
    """A failed build keeps the number: the page stays and shows what is wrong."""
    preview = Preview()
    preview.show(folder)
    preview.fail("Có lỗi", "a.csv:1 <sai>")

    failed = answer("/-/state", "localhost", preview.shown)
    preview.show(folder)
    mended = answer("/-/state", "localhost", preview.shown)

    assert json.loads(failed.body) == {
        "version": 1,
        "problems": {"title": "Có lỗi", "text": "a.csv:1 <sai>"},
    }
    assert json.loads(mended.body) == {"version": 2, "problems": None}


def test_before_the_first_good_build_every_page_is_the_list_of_problems():
    """Escaped, and waiting for a build that succeeds."""
    shown = Shown(None, 0, Problems("Có lỗi", "a.csv:1 <sai>"))

    reply = answer("/anything.html", "127.0.0.1", shown)

    assert reply.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert b"<pre data-problems>a.csv:1 &lt;sai&gt;</pre>" in reply.body
    assert SCRIPT in reply.body


def test_the_script_is_served(folder: Path):
    """It comes from the package."""
    reply = get("/-/reload.js", folder)

    assert reply.content_type == "text/javascript; charset=utf-8"
    assert b"/-/state" in reply.body


def test_a_real_server_answers_and_ends(folder: Path):
    """GET with headers, HEAD without a body; the port is this machine's only."""
    preview = Preview()
    preview.show(folder)

    with serving(preview, 0) as address:
        place = urlsplit(address)
        assert place.hostname == "127.0.0.1"
        connection = HTTPConnection("127.0.0.1", place.port or 0, timeout=10)
        connection.request("GET", "/a/css/x.css")
        got = connection.getresponse()
        body = got.read()
        connection.request("HEAD", "/latest")
        head = connection.getresponse()
        head.read()
        connection.close()

    assert (got.status, body) == (200, b"css")
    assert got.headers["Cache-Control"] == "no-store"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert (head.status, head.headers["Location"]) == (301, "/latest/")


def test_a_taken_port_is_told():
    """Wrong use: another one must be chosen."""
    with serving(Preview(), 0) as address:
        port = urlsplit(address).port or 0
        with pytest.raises(UsageError) as refused, serving(Preview(), port):
            pass

    assert (refused.value.key, refused.value.facts) == ("port_taken", (("port", str(port)),))
