"""What lies in a web root: nothing, something, or something that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.editions import build_record, editions_json
from site_builder.effects.latest import redirect_page
from site_builder.effects.published import read_published
from site_builder.errors import DiskError
from site_builder.model.published import EditionRecord, PublishedState

FIRST = EditionRecord("a", "2026-11-01", "x1", "", 3, "g")
SECOND = EditionRecord("b", "2026-11-02", "x2", "", 3, "g")
GONE = EditionRecord("c", "2026-11-03", "x3", "", 3, "g", "2026-11-04: sai")


def add_edition(root: Path, record: EditionRecord) -> None:
    folder = root / record.edition / "api/v1"
    folder.mkdir(parents=True)
    (folder / "observations.csv").write_text(f"figures of {record.edition}", encoding="utf-8")
    (folder / "revisions.csv").write_text(f"ledger of {record.edition}", encoding="utf-8")
    build = build_record(record, "public", {}, {})
    (root / record.edition / "build.json").write_bytes(build.content)


def add_list(root: Path, *records: EditionRecord) -> None:
    root.mkdir(exist_ok=True)
    (root / "editions.json").write_bytes(editions_json(records, None))


def failure_of(root: Path) -> DiskError:
    with pytest.raises(DiskError) as failed:
        read_published(root)
    return failed.value


def test_no_folder_is_an_empty_state(tmp_path: Path):
    """Nothing was published, and that is no failure."""
    assert read_published(tmp_path / "none") == PublishedState()


def test_a_whole_site_is_read(tmp_path: Path):
    """The list, the link, and the newest edition's figures and ledger."""
    add_edition(tmp_path, FIRST)
    add_edition(tmp_path, SECOND)
    add_list(tmp_path, FIRST, SECOND)
    (tmp_path / "latest").symlink_to("a")

    assert read_published(tmp_path) == PublishedState(
        (FIRST, SECOND),
        "a",
        observations=b"figures of b",
        revisions=b"ledger of b",
        names=frozenset({"a", "b", "latest", "editions.json"}),
    )


def test_a_withdrawn_edition_is_not_compared_with(tmp_path: Path):
    """Its files are gone on purpose; the newest that is left counts, and none is missing."""
    add_edition(tmp_path, FIRST)
    add_list(tmp_path, FIRST, GONE)

    state = read_published(tmp_path)

    assert (state.observations, state.missing) == (b"figures of a", frozenset())


def test_an_edition_without_its_figures_is_unreadable(tmp_path: Path):
    """One should be there: that is not the same as none."""
    add_list(tmp_path, FIRST)

    state = read_published(tmp_path)

    assert (state.observations, state.unreadable) == (None, True)
    assert state.missing == {"a"}


def test_editions_that_no_list_names_are_found(tmp_path: Path):
    """Complete ones, by their own record; other folders are only names."""
    add_edition(tmp_path, FIRST)
    add_edition(tmp_path, SECOND)
    (tmp_path / "b/build.json").write_text("{", encoding="utf-8")
    for folder in ("assets", "draft", ".staging-build", "other"):
        (tmp_path / folder).mkdir()
    (tmp_path / "latest").symlink_to("a")

    state = read_published(tmp_path)

    assert state.unlisted == (FIRST,)
    assert state.observations == b"figures of a"
    assert state.names >= {"a", "b", "other"}


def test_a_copied_folder_is_not_the_edition_that_it_copies(tmp_path: Path):
    """Its record names another folder."""
    add_edition(tmp_path, FIRST)
    (tmp_path / "a").rename(tmp_path / "copy")

    assert read_published(tmp_path).unlisted == ()


def test_editions_without_list_and_link_are_a_loss(tmp_path: Path):
    """Something was published here, and what is newest cannot be told."""
    add_edition(tmp_path, FIRST)

    assert read_published(tmp_path).unreadable


def test_a_damaged_list_stops(tmp_path: Path):
    """It is never taken for an empty one."""
    (tmp_path / "editions.json").write_text("{}", encoding="utf-8")

    failed = failure_of(tmp_path)

    assert failed.key == "list_damaged"
    assert dict(failed.facts)["reason"] == 'no list "editions"'


def test_a_list_that_cannot_be_read_stops(tmp_path: Path):
    """A folder of that name is neither a list nor no list."""
    (tmp_path / "editions.json").mkdir()

    assert failure_of(tmp_path).key == "disk"


def test_latest_may_be_a_page_that_leads_on(tmp_path: Path):
    """Where the file system knows no links."""
    (tmp_path / "latest").mkdir()
    (tmp_path / "latest/index.html").write_bytes(redirect_page("2026-11-23.2"))

    assert read_published(tmp_path).latest == "2026-11-23.2"


def test_latest_may_be_a_copy_of_an_edition(tmp_path: Path):
    """Where a program that follows links has copied the site."""
    add_edition(tmp_path, FIRST)
    add_edition(tmp_path / "copies", FIRST)
    (tmp_path / "copies/a").rename(tmp_path / "latest")

    assert read_published(tmp_path).latest == "a"


@pytest.mark.parametrize("target", ["/etc", "../elsewhere", "a/b", "assets"])
def test_a_link_to_somewhere_else_stops(tmp_path: Path, target: str):
    """We did not make it, so we do not replace it."""
    (tmp_path / "latest").symlink_to(target)

    assert failure_of(tmp_path).key == "latest_strange"


def test_something_else_in_place_of_latest_stops(tmp_path: Path):
    """A file, a folder of other things, a copy whose edition is gone."""
    (tmp_path / "latest").write_text("", encoding="utf-8")
    file = failure_of(tmp_path).key
    (tmp_path / "latest").unlink()
    (tmp_path / "latest").mkdir()
    (tmp_path / "latest/photo.jpg").write_text("", encoding="utf-8")
    folder = failure_of(tmp_path).key
    add_edition(tmp_path / "copies", FIRST)
    (tmp_path / "latest/photo.jpg").unlink()
    (tmp_path / "latest").rmdir()
    (tmp_path / "copies/a").rename(tmp_path / "latest")

    assert {file, folder, failure_of(tmp_path).key} == {"latest_strange"}
