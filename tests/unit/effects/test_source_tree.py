"""Which files of a site are read, and under which names."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from site_builder.effects.source_tree import find_site, read_tree
from site_builder.errors import DiskError


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a site.yaml, one text and one table."""
    folder = tmp_path / "site"
    write(folder / "site.yaml", "title: x")
    write(folder / "content/index.md", "text")
    write(folder / "data/units.csv", "unit")
    return folder


def write(path: Path, text: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def failure_of(site: Path) -> tuple[str, dict[str, str]]:
    with pytest.raises(DiskError) as failed:
        read_tree(site)
    return failed.value.key, dict(failed.value.facts)


def test_only_the_sites_own_files_are_read(site: Path):
    """Not the output, the themes, or whatever else lies beside them; sorted by path."""
    write(site / "output/x.html")
    write(site / "themes/base/theme.yaml")
    write(site / "README.md")

    tree = read_tree(site)

    assert list(tree.files.items()) == [
        ("content/index.md", b"text"),
        ("data/units.csv", b"unit"),
        ("site.yaml", b"title: x"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.csv",
        ".git/x.csv",
        "~$units.xlsx",
        ".~lock.units.csv#",
        "units.csv~",
        "units.csv.bak",
        ".units.csv.swp",
        "units.tmp",
        "#units.csv#",
        "Thumbs.db",
        "desktop.ini",
    ],
)
def test_what_programs_leave_behind_is_skipped(site: Path, name: str):
    """Lock files of Office, backups of editors, folders of the system."""
    write(site / "data" / name)

    assert list(read_tree(site).files) == ["content/index.md", "data/units.csv", "site.yaml"]


def test_names_are_composed(site: Path):
    """A name written by a Mac is the name that the site's files mention."""
    write(site / "content" / unicodedata.normalize("NFD", "hướng-dẫn.md"))

    assert unicodedata.normalize("NFC", "content/hướng-dẫn.md") in read_tree(site).files


def test_two_names_that_are_one_are_refused(site: Path):
    """Otherwise one of the files would silently win."""
    for form in ("NFC", "NFD"):
        write(site / "data" / unicodedata.normalize(form, "số.csv"))

    key, facts = failure_of(site)

    assert (key, facts) == ("names_collide", {"path": unicodedata.normalize("NFC", "data/số.csv")})


def test_a_link_inside_the_site_is_followed(site: Path):
    """A file may stand in two places."""
    (site / "content/same.md").symlink_to("index.md")

    assert read_tree(site).files["content/same.md"] == b"text"


def test_a_link_out_of_the_site_is_refused(site: Path, tmp_path: Path):
    """A build's inputs lie in the site, or nobody can build it again elsewhere."""
    write(tmp_path / "secret.csv")
    (site / "data/x.csv").symlink_to(tmp_path / "secret.csv")
    first = failure_of(site)
    (site / "site.yaml").unlink()
    (site / "site.yaml").symlink_to(tmp_path / "secret.csv")

    assert first == ("link_outside", {"path": "data/x.csv"})
    assert failure_of(site) == ("link_outside", {"path": "site.yaml"})


def test_links_that_go_in_circles_are_refused(site: Path):
    """A folder that holds itself, and a link to itself."""
    (site / "data/again").symlink_to(site / "data")
    first = failure_of(site)
    (site / "data/again").unlink()
    (site / "data/self").symlink_to("self")

    assert first == ("link_circle", {"path": "data/again"})
    assert failure_of(site) == ("link_circle", {"path": "data/self"})


def test_a_link_to_nothing_is_a_failure_of_the_disk(site: Path):
    """The file that it names cannot be read."""
    (site / "data/x.csv").symlink_to("gone.csv")

    assert failure_of(site)[0] == "disk"


@contextmanager
def nobody_special() -> Iterator[None]:
    """Give up the rights of root for a while: root may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_an_unreadable_file_is_named():
    """Nothing is built from half of the files."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o755)
        (folder / "data").mkdir(mode=0o755)
        (folder / "data/units.csv").write_text("unit,name\n")
        (folder / "data/units.csv").chmod(0)
        with nobody_special():
            key, facts = failure_of(folder)

    assert key == "disk_denied"
    assert facts["path"].endswith("data/units.csv")


def test_a_site_without_its_file_is_read_all_the_same(tmp_path: Path):
    """What is missing is the config stage's to say; folders may be missing as well."""
    assert dict(read_tree(tmp_path).files) == {}


def test_the_nearest_site_upwards_is_found(site: Path, tmp_path: Path):
    """From the folder itself or any below it; above it there is none."""
    assert find_site(site) == site
    assert find_site(site / "data") == site
    assert find_site(tmp_path) is None
