"""Front matter and body of a page."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.config.front_matter import read_page
from site_builder.model.content import ContentPage


def _problems(text: str) -> list[tuple[str, int | None, int | None]]:
    checked = read_page("content/a.md", text, ("vi", "en"))
    assert checked.value is not None
    return [(p.rule.code, p.location.line, p.location.column) for p in checked.problems]


def test_a_whole_page():
    """All keys are read by what is expected; the body starts after the second line of dashes."""
    text = """---
title: No
order: -1
audience: public
draft: true
description: "Một câu."
updated: 2025-06-30
tags: [chi bộ, "2024"]
---
# Nội dung
"""

    checked = read_page("content/a/b.en.md", text, ("vi", "en"))

    assert checked.problems == ()
    assert checked.value == ContentPage(
        path="content/a/b.en.md",
        key="a/b",
        language="en",
        title="No",
        body="# Nội dung\n",
        body_line=10,
        order=-1,
        audience="public",
        draft=True,
        description="Một câu.",
        updated=date(2025, 6, 30),
        tags=("chi bộ", "2024"),
    )


def test_a_page_is_internal_unless_it_says_otherwise():
    """Deny by default; no draft, no order."""
    page = read_page("content/a.md", "---\ntitle: x\n---\n", ("vi",)).value

    assert page is not None
    assert (page.audience, page.draft, page.order, page.body) == ("internal", False, None, "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [("SB181", 1, 1)]),
        ("Nội dung", [("SB181", 1, 1)]),
        ("---\ntitle: x\nNội dung", [("SB180", 1, 1)]),
        ("---\ntitle: x\naudience: pubic\n---\nx", [("SB140", 3, 11)]),
        ("---\ntitle: x\ndraft: yes\norder: a\n---\nx", [("SB137", 4, 8), ("SB139", 3, 8)]),
        ("---\ntitle: a: b\n---\nx", [("SB119", 2, 9)]),
    ],
)
def test_wrong_front_matter(text: str, found: list[tuple[str, int, int]]):
    """Places count from the file's first line."""
    assert _problems(text) == found


@pytest.mark.parametrize(
    ("path", "body", "title", "kept"),
    [
        ("content/a.md", "\n# Về cổng #\n\nx", "Về cổng", "\n           \n\nx"),
        ("content/muc/gioi-thieu.md", "x\n# Sau", "gioi-thieu", "x\n# Sau"),
        ("content/a.md", "## Mục\nx", "a", "## Mục\nx"),
        ("content/a.md", "# Số {{ value('CT1') }}\n", "a", "# Số {{ value('CT1') }}\n"),
        ("content/index.md", "x", "", "x"),
        ("content/guidance/index.md", "x", "", "x"),
        ("content/indicators/ct1.md", "x", "", "x"),
    ],
)
@pytest.mark.parametrize("front", ["---\norder: 1\n---\n", "---\n# trống\n---\n", "---\n---\n"])
def test_a_page_without_a_title(front: str, path: str, body: str, title: str, kept: str):
    """Its first heading is moved up, else the file's name serves, where a name is needed."""
    checked = read_page(path, front + body, ("vi",))

    assert checked.problems == ()
    assert checked.value is not None
    assert (checked.value.title, checked.value.body) == (title, kept)


def test_calls_are_checked_beside_broken_front_matter():
    """One run tells both; the page keeps its title, so that links to it are not reported too."""
    text = "---\ntitle: Trang\ndraft: x\n---\n{{ valeu('CT1') }} {{ tasks() }}"

    checked = read_page("content/a.md", text, ("vi",))

    assert [p.rule.code for p in checked.problems] == ["SB139", "SB189"]
    assert checked.value is not None
    assert checked.value.title == "Trang"
    assert checked.value.audience == "internal"
    assert [call.name for call in checked.value.calls] == ["tasks"]


def test_a_line_of_dashes_in_the_body_is_a_rule():
    """Only the first two lines of dashes belong to the front matter."""
    page = read_page("content/a.md", "---\ntitle: x\n--- \na\n---\nb", ("vi",)).value

    assert page is not None
    assert page.body == "a\n---\nb"
