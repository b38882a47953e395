"""Links between content files and attachments, from the author's folder to the reader's."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main

MakeSite = Callable[..., Path]
pytestmark = pytest.mark.usefixtures("fixed_clock")

CANARY = "chim-hoang-yen"
CONTENT = {
    "content/index.md": (
        "---\ntitle: Trang chủ\naudience: public\n---\n"
        "Xem [cách báo cáo](guidance/bao-cao.md#cac-buoc).\n"
    ),
    "content/guidance/bao-cao.md": (
        "---\ntitle: Cách báo cáo\naudience: public\n---\n"
        "## Các bước\n\nTải [mẫu](Mẫu%2001.csv), rồi về [trang chủ](../index.md).\n\n"
        "![Sơ đồ các bước](so-do.png)\n"
    ),
    "content/guidance/noi-bo.md": (
        "---\ntitle: Việc trong cơ quan\n---\n"
        f"Tải [mẫu](Mẫu%2001.csv) và [bản nội bộ]({CANARY}.txt).\n"
    ),
    f"content/guidance/{CANARY}.txt": f"Tệp nội bộ: {CANARY}\n",
    "content/guidance/Mẫu 01.csv": "don_vi,so_luong\n",
    "content/files/kh1.pdf": "%PDF-1.4 mở\n",
    "content/files/kh2.pdf": f"%PDF-1.4 {CANARY}\n",
    "content/files/khong-ai-nhac.pdf": f"%PDF-1.4 {CANARY}\n",
    "data/documents.csv": (
        "document,number,issued,title,file,audience\n"
        "KH1,1-KH/TM,2024-01-05,Kế hoạch,files/kh1.pdf,public\n"
        f"KH2,2-KH/TM,2024-01-06,Kế hoạch {CANARY},files/kh2.pdf,internal\n"
    ),
}
PICTURE = b"\x89PNG\r\n\x1a\n\xff"


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    """The minimal site with pages and documents that attach files."""
    folder = make_site(CONTENT)
    (folder / "content/guidance/so-do.png").write_bytes(PICTURE)
    return folder


def build(site: Path) -> Result:
    result = CliRunner().invoke(main, ["build", "--site", str(site), "--no-cache"])
    assert result.exit_code == 0, result.stderr + result.stdout
    return result


def files_of(edition: Path) -> dict[str, bytes]:
    """Return all files of a folder by path."""
    paths = sorted(path for path in edition.rglob("*") if path.is_file())
    return {path.relative_to(edition).as_posix(): path.read_bytes() for path in paths}


def test_each_audience_gets_what_its_pages_attach(site: Path):
    """Copied byte for byte, listed in the manifest, and led to from pages and the data API."""
    build(site)

    public = files_of(site / "output/public/2026-11-23")
    internal = files_of(site / "output/internal/2026-11-23")

    attached = ["tep/files/kh1.pdf", "tep/guidance/mau-01.csv", "tep/guidance/so-do.png"]
    more = ["tep/files/kh2.pdf", f"tep/guidance/{CANARY}.txt"]
    assert [path for path in public if path.startswith("tep/")] == attached
    assert [path for path in internal if path.startswith("tep/")] == sorted(attached + more)
    assert public["tep/guidance/so-do.png"] == PICTURE
    listed = {file["path"]: file["sha256"] for file in json.loads(public["manifest.json"])["files"]}
    assert listed[attached[2]] == hashlib.sha256(PICTURE).hexdigest()
    assert '<a href="huong-dan/bao-cao.html#cac-buoc">' in public["index.html"].decode()
    page = public["huong-dan/bao-cao.html"].decode()
    assert '<a href="../tep/guidance/mau-01.csv">mẫu</a>' in page
    assert '<a href="../index.html">trang chủ</a>' in page
    assert '<img alt="Sơ đồ các bước" src="../tep/guidance/so-do.png">' in page
    assert 'Kế hoạch · <a href="../tep/files/kh1.pdf">Tệp PDF</a>' in " ".join(
        public["van-ban/index.html"].decode().split()
    )
    (document,) = json.loads(public["api/v1/documents.json"])["documents"]
    assert document["file"] == "tep/files/kh1.pdf"


def test_nothing_of_an_internal_attachment_reaches_the_public(site: Path):
    """Neither its name nor its bytes are anywhere under the public web root."""
    build(site)

    held = files_of(site / "output/public")
    assert [path for path in held if CANARY in path] == []
    assert [path for path, content in held.items() if CANARY.encode() in content] == []
    internal = files_of(site / "output/internal/2026-11-23")
    assert CANARY.encode() in internal[f"tep/guidance/{CANARY}.txt"]


def test_the_bytes_of_an_attachment_are_inputs_of_its_readers_alone(site: Path):
    """A new internal file makes a new internal edition; the public one stays as it is."""
    build(site)
    (site / f"content/guidance/{CANARY}.txt").write_text("Bản mới", encoding="utf-8")

    answer = build(site).stdout

    assert "internal: đã công bố phiên bản 2026-11-23.2" in answer
    assert not (site / "output/public/2026-11-23.2").exists()
    (site / "content/files/khong-ai-nhac.pdf").unlink()
    build(site)
    assert not (site / "output/internal/2026-11-23.3").exists()
