"""Publications and drafts on a real disk."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from site_builder.effects.disk import Disk
from site_builder.effects.latest import read_latest, redirect_page
from site_builder.effects.publish import apply, apply_all, write_draft
from site_builder.errors import DiskError
from site_builder.model.artifact import Artifact, Asset
from site_builder.model.published import (
    Action,
    AddAsset,
    AddEdition,
    Publication,
    ReplaceFile,
    SwitchLatest,
)

STYLE = Asset("css/a.1.css", b"style")
ENTRANCE = ReplaceFile(Artifact("index.html", b"door"))
LIST = ReplaceFile(Artifact("editions.json", b"{}"))


def make_publication(*actions: Action, edition: str | None = "a") -> Publication:
    return Publication("public", edition, None, actions, {})


def make_edition(name: str, text: bytes = b"page") -> AddEdition:
    return AddEdition(name, (Artifact("index.html", text), Artifact("en/index.html", text)))


FIRST = make_publication(AddAsset(STYLE), make_edition("a"), SwitchLatest("a"), LIST, ENTRANCE)


class NoLinks(Disk):
    """A share that knows no symbolic links."""

    def link(self, path: Path, target: str) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted", str(path), None, target)


def names_in(root: Path) -> list[str]:
    return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if not p.is_dir())


def test_a_publication_is_carried_out(tmp_path: Path):
    """Every file in its place, one relative link, nothing left over."""
    root = tmp_path / "output/public"

    assert apply(FIRST, root)

    assert names_in(root) == [
        "a/en/index.html",
        "a/index.html",
        "assets/css/a.1.css",
        "editions.json",
        "index.html",
    ]
    assert (root / "latest").readlink() == Path("a")
    assert sorted(p.name for p in root.iterdir() if p.is_dir()) == ["a", "assets", "latest"]


def test_what_is_right_already_is_left_alone(tmp_path: Path):
    """Publishing the same again changes nothing and says so."""
    apply(FIRST, tmp_path)
    again = make_publication(AddAsset(STYLE), SwitchLatest("a"), LIST, ENTRANCE, edition=None)
    before = (tmp_path / "index.html").stat()

    assert not apply(again, tmp_path)

    assert (tmp_path / "index.html").stat() == before


def test_earlier_editions_and_assets_stay(tmp_path: Path):
    """The next edition is put beside them."""
    apply(FIRST, tmp_path)
    other = Asset("css/a.2.css", b"other")

    apply(make_publication(AddAsset(other), make_edition("b"), SwitchLatest("b")), tmp_path)

    assert (tmp_path / "a/index.html").read_bytes() == b"page"
    assert (tmp_path / "assets/css/a.1.css").read_bytes() == b"style"
    assert read_latest(tmp_path) == "b"


def test_a_damaged_asset_is_made_good(tmp_path: Path):
    """Its name says what is in it."""
    apply(FIRST, tmp_path)
    (tmp_path / "assets/css/a.1.css").write_bytes(b"damaged")

    assert apply(make_publication(AddAsset(STYLE), edition=None), tmp_path)

    assert (tmp_path / "assets/css/a.1.css").read_bytes() == b"style"


def test_an_edition_is_never_written_over(tmp_path: Path):
    """Even if somebody decided so."""
    apply(FIRST, tmp_path)

    with pytest.raises(DiskError) as refused:
        apply(make_publication(make_edition("a", b"other")), tmp_path)

    assert refused.value.key == "edition_in_the_way"
    assert (tmp_path / "a/index.html").read_bytes() == b"page"


def test_somebody_elses_folder_is_left_alone(tmp_path: Path):
    """An index.html without a list or a link was not put there by us."""
    (tmp_path / "index.html").write_text("theirs", encoding="utf-8")

    with pytest.raises(DiskError) as refused:
        apply(FIRST, tmp_path)

    assert refused.value.key == "root_foreign"
    assert names_in(tmp_path) == ["index.html"]


@pytest.mark.parametrize("path", ["../x.html", "/x.html", "a/../../x.html"])
def test_nothing_is_written_outside_the_root(tmp_path: Path, path: str):
    """A path that leads out is our own bug, whatever it was made from."""
    root = tmp_path / "root"

    with pytest.raises(ValueError, match="not a path inside the web root"):
        apply(make_publication(AddEdition("a", (Artifact(path, b""),))), root)

    assert not root.exists()
    assert names_in(tmp_path) == []


def test_two_audiences_are_published_together_or_not_at_all(tmp_path: Path):
    """The second one's trouble leaves the first one as it was."""
    (tmp_path / "public").mkdir()
    (tmp_path / "public/index.html").mkdir()
    (tmp_path / "public/editions.json").write_bytes(b"{}")
    both = [(FIRST, tmp_path / "internal"), (FIRST, tmp_path / "public")]

    with pytest.raises(DiskError):
        apply_all(both)

    assert not (tmp_path / "internal").exists()
    assert names_in(tmp_path) == ["public/editions.json"]


def test_two_audiences_are_published(tmp_path: Path):
    """Each into its own root."""
    assert apply_all([(FIRST, tmp_path / "internal"), (FIRST, tmp_path / "public")])

    assert read_latest(tmp_path / "internal") == read_latest(tmp_path / "public") == "a"


def test_where_there_are_no_links_a_page_leads_on(tmp_path: Path):
    """It is replaced in one rename as well."""
    apply(FIRST, tmp_path, NoLinks())
    first = (tmp_path / "latest/index.html").read_bytes()

    apply(make_publication(make_edition("b"), SwitchLatest("b")), tmp_path, NoLinks())

    assert first == redirect_page("a")
    assert b'url=../a/index.html"' in first
    assert (tmp_path / "latest/index.html").read_bytes() == redirect_page("b")
    assert read_latest(tmp_path) == "b"


def test_a_refused_link_for_another_reason_is_told(tmp_path: Path):
    """A full disk is not a file system without links."""

    class Full(Disk):
        def link(self, path: Path, target: str) -> None:
            raise OSError(errno.ENOSPC, "No space left on device", str(path), None, target)

    with pytest.raises(DiskError, match="disk_full"):
        apply(FIRST, tmp_path, Full())

    assert names_in(tmp_path) == []


def test_a_draft_is_replaced_as_a_whole(tmp_path: Path):
    """A page that is gone from the site is gone from the draft; editions stay."""
    apply(FIRST, tmp_path)
    write_draft([Artifact("index.html", b"1"), Artifact("old.html", b"1")], [STYLE], tmp_path)

    place = write_draft([Artifact("index.html", b"2")], [Asset("b.css", b"b")], tmp_path)

    assert place == tmp_path / "draft"
    assert names_in(place) == ["index.html"]
    assert (place / "index.html").read_bytes() == b"2"
    assert (tmp_path / "assets/b.css").read_bytes() == b"b"
    assert read_latest(tmp_path) == "a"
    assert not list(tmp_path.glob(".staging-*"))


def test_a_failed_draft_leaves_the_earlier_one(tmp_path: Path):
    """Also when the failure comes between the two renames."""

    class Stubborn(Disk):
        def rename(self, source: Path, target: Path) -> None:
            if source.parent.name == "new":
                raise OSError(errno.EIO, "Input/output error")
            super().rename(source, target)

    write_draft([Artifact("index.html", b"1")], [], tmp_path)

    with pytest.raises(DiskError):
        write_draft([Artifact("index.html", b"2")], [], tmp_path, Stubborn())

    assert (tmp_path / "draft/index.html").read_bytes() == b"1"
    assert names_in(tmp_path) == ["draft/index.html"]
