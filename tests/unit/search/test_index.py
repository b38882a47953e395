"""The search index: what is in it, and how it is packed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from site_builder.model.artifact import Artifact
from site_builder.model.pages import PageSpec, SearchBody, SitePlan
from site_builder.search import index_pages
from site_builder.search.index import Entry, words_of, write_index
from site_builder.suggest import fold

# The same file is given to search.js in the browser tests: both halves must agree.
VECTORS = json.loads((Path(__file__).parent / "fold_vectors.json").read_text(encoding="utf-8"))


def make_entry(title: str = "", **values) -> Entry:
    """Make a page to be found."""
    given = {
        "address": "../x.html",
        "kind": "other",
        "headings": (),
        "summary": "",
        "text": "",
        **values,
    }
    return Entry(title=title, **given)


def unpack(index: bytes) -> tuple[list, dict[str, list[int]]]:
    """Read an index as ``search.js`` does: the pages, and the page numbers of each word."""
    text = index.decode().removeprefix("window.SEARCH_INDEX=").removesuffix(";\n")
    packed = json.loads(text)
    places: dict[str, list[int]] = {}
    for word, steps in zip(packed["words"].split(), packed["places"].split(","), strict=True):
        number = 0
        places[word] = []
        for step in steps.split(" "):
            number += int(step, 36)
            places[word].append(number)
    return packed["pages"], places


def make_page(kind: str, path: str, language: str = "vi", **values) -> PageSpec:
    """Make a planned page; what it shows does not matter here."""
    return PageSpec(kind, "", language, path, values.pop("title", path), SearchBody(()), **values)


def make_plan(*pages: PageSpec) -> SitePlan:
    """Make a plan of these pages."""
    return SitePlan(pages, {}, ())


@pytest.mark.parametrize(("text", "folded"), VECTORS["fold"])
def test_letters_are_folded(text: str, folded: str):
    """Accents and đ are dropped, however they are written."""
    assert fold(text) == folded


@pytest.mark.parametrize(("text", "words"), VECTORS["words"])
def test_texts_are_cut_into_words(text: str, words: list[str]):
    """Signs part words; numbers are words."""
    assert list(words_of(text)) == words


def test_every_word_leads_to_its_pages():
    """Title, headings and text, to the last word; distances are unpacked again."""
    entries = [make_entry(f"Trang {n}", headings=("Đường",), text="chi bộ") for n in range(80)]
    entries.append(make_entry("Khác", text="chữ " * 5000 + "cuối"))

    _, places = unpack(write_index(entries))

    assert places["duong"] == places["bo"] == list(range(80))
    assert places["79"] == [79]
    assert places["cuoi"] == places["khac"] == [80]


def test_a_page_keeps_its_accents_for_showing():
    """Title, address, kind, headings and the beginning of the text."""
    entry = make_entry("Đường", headings=("Hoà",), summary="một hai " * 40)

    (page,), _ = unpack(write_index([entry]))

    assert page[:4] == ["Đường", "../x.html", "other", ["Hoà"]]
    assert page[4].endswith("một…")
    assert len(page[4]) <= 141


def test_an_empty_site_has_an_empty_index():
    """The script still assigns something to read."""
    assert write_index([]) == b'window.SEARCH_INDEX={"pages":[],"words":"","places":""};\n'


def test_the_index_is_one_line_for_any_browser():
    """Two signs that old browsers take for line ends are written as escapes."""
    assert rb"a\u2028b\u2029c" in write_index([make_entry("a\u2028b\u2029c")])


def test_each_language_has_its_index_beside_its_search_page():
    """Addresses are as seen from there; other languages and the search page are not in it."""
    plan = make_plan(
        make_page("home", "index.html", title="Nhà"),
        make_page("search", "tim-kiem/index.html"),
        make_page("home", "en/index.html", "en", title="Home"),
        make_page("search", "en/tim-kiem/index.html", "en"),
    )
    artifacts = [Artifact(page.path, b"<main><p>x</p></main>") for page in plan.pages]

    made = {file.path: unpack(file.content)[0] for file in index_pages(plan, artifacts)}

    assert made == {
        "tim-kiem/index.vi.js": [["Nhà", "../index.html", "home", [], "x"]],
        "en/tim-kiem/index.en.js": [["Home", "../index.html", "home", [], "x"]],
    }


def test_a_heading_that_is_the_title_is_not_kept_twice():
    """The page's ``h1`` says what its title says."""
    plan = make_plan(
        make_page("other", "a.html", title="Tên", description="Mô tả"),
        make_page("search", "s/index.html"),
    )
    html = "<main><h1>Tên</h1><h2>Phần</h2><p>Chữ</p></main>".encode()

    (file,) = index_pages(plan, [Artifact("a.html", html)])

    assert unpack(file.content)[0] == [["Tên", "../a.html", "other", ["Phần"], "Mô tả"]]


def test_a_portal_of_300_pages_stays_small():
    """Less than 1 KB a page: 200 distinct words each, of some 2 000 that texts use."""
    vocabulary = [f"{a}{b}{c}" for a in "bcdghklmnt" for b in "aeiou" for c in ("", *"cghmnpt")]
    wide = [f"{word}{n}" for n in range(5) for word in vocabulary]
    entries = [
        make_entry(
            f"Đơn vị số {n}",
            address=f"../don-vi/don-vi-so-{n}.html",
            summary="Số liệu, kết quả đánh giá tiến độ và số liệu còn thiếu của đơn vị.",
            text=" ".join(wide[(n * 7 + k * (k % 9 + 1)) % len(wide)] for k in range(200)),
        )
        for n in range(300)
    ]

    assert len(write_index(entries)) < 300_000


def test_headings_that_all_pages_of_a_kind_share_are_only_searched():
    """Units all have the same ones: shown with each find they would only fill the index."""
    plan = make_plan(make_page("unit", "a.html", title="Tên"), make_page("search", "s/index.html"))

    (file,) = index_pages(plan, [Artifact("a.html", "<main><h2>Phần</h2></main>".encode())])

    pages, places = unpack(file.content)
    assert pages[0][3] == []
    assert places["phan"] == [0]
