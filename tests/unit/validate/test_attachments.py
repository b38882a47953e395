"""Links and pictures of pages, and files of documents: there, of a fit kind, not too large."""

from __future__ import annotations

import pytest

from site_builder.diagnostics import facts_of
from site_builder.model.content import ContentLink, ContentPage
from site_builder.validate.attachments import LARGEST, check_links, publishable

FILES = {
    "content/files/mau-01.xlsx": b"1",
    "content/guidance/so-do.png": b"2",
    "content/guidance/macro.xlsm": b"3",
}


def page(key: str, *links: ContentLink) -> ContentPage:
    return ContentPage(f"content/{key}.md", key, "vi", key, "", 4, links=links)


def link(target: str, path: str, alt: str | None = None) -> ContentLink:
    key = path.removeprefix("content/").removesuffix(".md") if path.endswith(".md") else ""
    return ContentLink(target, path, key, alt=alt, line=7, column=9)


def told(one: ContentLink, files=FILES) -> list[tuple[str, str, dict]]:
    """Check a page of guidance with one link; list code, place and facts."""
    pages = (page("guidance/x", one), page("guidance/ket-nap"), page("index"))
    return [
        (p.rule.code, str(p.location), dict(facts_of(p))) for p in check_links(pages, dict(files))
    ]


@pytest.mark.parametrize(
    "good",
    [
        link("ket-nap.md", "content/guidance/ket-nap.md"),
        link("../index.md#a", "content/index.md"),
        link("../files/mau-01.xlsx", "content/files/mau-01.xlsx"),
        link("so-do.png", "content/guidance/so-do.png", alt="Sơ đồ"),
        link("../chi-tieu/ct1.html", "content/chi-tieu/ct1.html"),
        link("../api/v1/observations.csv", "content/api/v1/observations.csv"),
    ],
)
def test_what_leads_somewhere_is_right(good):
    """Pages, files, pictures; addresses of the edition are followed once it is finished."""
    assert told(good) == []


@pytest.mark.parametrize(
    ("wrong", "code", "facts"),
    [
        (
            link("ketnap.md", "content/guidance/ketnap.md"),
            "SB370",
            {"value": "ketnap.md", "suggestion": "ket-nap.md"},
        ),
        (
            link("index.md#a", "content/guidance/index.md"),
            "SB370",
            {"value": "index.md#a", "suggestion": "../index.md"},
        ),
        (
            link("../../README.md", "README.md"),
            "SB370",
            {"value": "../../README.md", "suggestion": ""},
        ),
        (
            link("mau-01.xlsx", "content/guidance/mau-01.xlsx"),
            "SB373",
            {"value": "mau-01.xlsx", "suggestion": "../files/mau-01.xlsx"},
        ),
        (
            link("../../data/units.csv", "data/units.csv"),
            "SB373",
            {"value": "../../data/units.csv", "suggestion": ""},
        ),
        (
            link("So-do.svg", "content/guidance/So-do.svg", alt="Sơ đồ"),
            "SB373",
            {"value": "So-do.svg", "suggestion": "so-do.png"},
        ),
        (
            link("../files/mau-01.xlsx", "content/files/mau-01.xlsx", alt="Mẫu"),
            "SB375",
            {"value": "../files/mau-01.xlsx", "allowed": ".jpeg, .jpg, .png, .webp"},
        ),
        (
            link("macro.xlsm", "content/guidance/macro.xlsm"),
            "SB375",
            {
                "value": "macro.xlsm",
                "allowed": ".csv, .docx, .pdf, .pptx, .txt, .xlsx, .zip, .jpeg, .jpg, .png, .webp",
            },
        ),
        (link("so-do.png", "content/guidance/so-do.png", alt=" "), "SB377", {"value": "so-do.png"}),
    ],
)
def test_what_leads_nowhere_is_told_at_its_address(wrong, code, facts):
    """The file of the nearest name is suggested, whatever its folder, seen from the page."""
    assert told(wrong) == [(code, "content/guidance/x.md:7:9", facts)]


def test_a_file_beyond_the_limit_is_refused():
    """Exactly the limit passes; a byte more is told in whole megabytes, rounded up."""
    at, over = bytes(LARGEST), bytes(LARGEST + 1)
    one = link("a.pdf", "content/guidance/a.pdf")

    assert told(one, {one.path: at}) == []
    assert told(one, {one.path: over}) == [
        (
            "SB376",
            "content/guidance/x.md:7:9",
            {"value": "a.pdf", "size": 21, "largest": 20},
        )
    ]
    assert publishable({one.path: over}) == {}


def test_only_fit_files_go_on():
    """What may not be attached is not there for later stages; capitals make no difference."""
    files = {
        "content/b.PDF": b"",
        "content/a.html": b"",
        "content/a.svg": b"",
        "content/a.csv": b"",
    }

    assert list(publishable(files)) == ["content/a.csv", "content/b.PDF"]


def test_a_document_may_be_a_file_below_content(check):
    """A missing file is told at its cell, with the one that was meant."""
    register = "document,number,issued,title,file\nD1,1-KH,,T,files/kh211.pfd\n"

    problems = check(documents=register, files={"content/files/kh211.pdf": b""}).problems

    assert [(p.rule.code, str(p.location), dict(facts_of(p))) for p in problems] == [
        (
            "SB373",
            "data/documents.csv:2:12",
            {"column": "file", "value": "files/kh211.pfd", "suggestion": "files/kh211.pdf"},
        )
    ]
