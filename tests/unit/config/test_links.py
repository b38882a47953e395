"""Addresses in Markdown that name other files, each at its place."""

import pytest

from site_builder.config.front_matter import read_page
from site_builder.model.content import ContentLink

FRONT = "---\ntitle: Trang\n---\n"


def links_of(body: str, path: str = "content/guidance/x.md") -> tuple[ContentLink, ...]:
    page = read_page(path, FRONT + body, ("vi", "en")).value
    assert page is not None
    return page.links


def test_a_link_is_resolved_from_the_folder_of_its_page():
    """The path and the key are the file's, the place is that of the address."""
    (link,) = links_of("\nXem [đây](../phuong-phap/tinh.en.md#lam-tron).")

    assert link == ContentLink(
        target="../phuong-phap/tinh.en.md#lam-tron",
        path="content/phuong-phap/tinh.en.md",
        key="phuong-phap/tinh",
        anchor="lam-tron",
        line=5,
        column=11,
    )


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("[a](b.xlsx)", "content/b.xlsx"),
        ('[a](b.xlsx "Mẫu")', "content/b.xlsx"),
        ("[a](<mẫu 01.xlsx>)", "content/mẫu 01.xlsx"),
        ("[a](mẫu 01.xlsx 'Mẫu')", "content/mẫu 01.xlsx"),
        ("[a](m%E1%BA%ABu.xlsx)", "content/mẫu.xlsx"),
        ("[a](b(1).xlsx)", "content/b(1).xlsx"),
        ("[a](b&amp;c.xlsx)", "content/b&c.xlsx"),
        ("[a](./files/../b.md)", "content/b.md"),
        ("[a](../data/units.csv)", "data/units.csv"),
        ("[a][mau]\n\n[mau]: b.xlsx", "content/b.xlsx"),
        ('<a title="x" href="b.md">x</a>', "content/b.md"),
    ],
)
def test_every_way_of_writing_an_address_is_read(written, path):
    """Titles, angle brackets, percent signs, entities, definitions and raw HTML."""
    assert [link.path for link in links_of(written, "content/index.md")] == [path]


@pytest.mark.parametrize(
    "written",
    [
        "[a](https://example.org/b.md)",
        "[a](mailto:x@example.org)",
        "[a](//example.org/b.md)",
        "[a](/b.md)",
        "[a](#muc)",
        '[a]({{ page("b.md") }})',
        "`[a](b.md)`",
        "```\n[a](b.md)\n```",
        "<!-- [a](b.md) -->",
        r"\[a](b.md)",
        r"[a\](b.md)",
        "[^1]: b.md",
        "[a] (b.md)",
    ],
)
def test_what_names_no_file_is_left_alone(written):
    """Addresses of elsewhere, calls, code, comments and what Markdown does not read as links."""
    assert links_of(written) == ()


def test_a_picture_has_a_text_and_may_stand_in_a_link():
    """The inner address is a picture's, the outer one a link's; a link has no ``alt``."""
    inner, outer, empty, raw = links_of(
        '[![Sơ đồ [1]](so-do.png)](so-do.pdf) ![](b.png) <img src="c.png" alt="Hình">'
    )

    assert (inner.target, inner.alt, inner.column) == ("so-do.png", "Sơ đồ [1]", 15)
    assert (outer.target, outer.alt) == ("so-do.pdf", None)
    assert empty.alt == ""
    assert raw.alt == "Hình"


def test_hostile_brackets_are_read_in_no_time():
    """Many openings without an end do not make the scan go back again and again."""
    assert links_of("[" * 20_000 + "](" * 20_000 + "<a " * 20_000) == ()
