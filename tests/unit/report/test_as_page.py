"""The page of problems for whoever has to mend the files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from site_builder.diagnostics import Diagnostic, Location, Rule, Severity, make_diagnostic
from site_builder.model.observation import RowCounts
from site_builder.report import make_report, write_page
from site_builder.report.as_page import MOST_OF_A_FILE

MESSAGES = Path(__file__).parents[3] / "site_builder/messages"
DAY = date(2026, 11, 23)
COUNTS = RowCounts(read=1905, accepted=1900, rejected=3, blank=2)

BAD = Rule("SB309")
ODD = Rule("SB207", Severity.WARNING)
PRIVATE = Rule("SB332", is_private=True)


@cache
def _messages(language: str) -> Mapping[str, Mapping[str, str]]:
    files = sorted((MESSAGES / language).glob("*.yaml"))
    return {k: v for f in files for k, v in yaml.safe_load(f.read_text("utf-8")).items()}


def _bad(path: str, *place: object, value: str = "sơ bộ", **named: str) -> Diagnostic:
    location = Location(path, *place, **named)  # type: ignore[arg-type]
    return make_diagnostic(BAD, location, value=value, suggestion="", known="official")


def _odd(path: str) -> Diagnostic:
    return make_diagnostic(ODD, Location(path), value=".docx", suffix=".docx", known=".csv")


def _page(*problems: Diagnostic, language: str = "vi", site: str = "Cổng thử") -> str:
    report = make_report(problems, COUNTS, _messages(language), {})
    return write_page(report, language=language, site=site, day=DAY).decode()


class _Texts(HTMLParser):
    """The visible texts of a page, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._is_style = False
        self.feed(page)

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self._is_style = tag == "style"

    def handle_data(self, text: str) -> None:
        if text.strip() and not self._is_style:
            self.found.append(text.strip())


def _texts(page: str) -> list[str]:
    return _Texts(page).found


def test_what_stands_in_the_way_comes_first():
    """Verdict, counts, and what became of the rows; numbers as the language writes them."""
    texts = _texts(_page(_bad("a.csv", 2, 3), _odd("b.docx")))

    start = texts.index("Tóm tắt")
    assert texts[start + 1] == "Chưa công bố được: còn 1 lỗi phải sửa."
    assert texts[start + 2 : start + 8] == [
        "Phải sửa", "1", "Nên xem lại", "1", "Tệp có vấn đề", "2",
    ]  # fmt: skip
    assert texts[start + 9 : start + 17] == [
        "Đã đọc", "1.905", "Nhận", "1.900", "Không nhận", "3", "Dòng trống", "2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("problems", "verdict"),
    [
        ((), "Can be published: no problems found."),
        ((_odd("a"),), "Can be published. 1 warning to look at; nothing has to be changed."),
        ((_bad("a"), _bad("b")), "Cannot be published yet: 2 errors to put right."),
    ],
)
def test_the_verdict(problems: tuple[Diagnostic, ...], verdict: str):
    """Errors stop, warnings do not, and nothing found is said as well."""
    assert verdict in _texts(_page(*problems, language="en"))


def test_a_problem_says_where_what_and_what_to_do():
    """Sheet and cell, the sentence, the value seen, the advice, and the way to the rule."""
    page = _page(_bad("Biểu 02.xlsx", sheet="Quý I", cell="D14"))

    texts = _texts(page)
    start = texts.index("Trang tính “Quý I”")
    advice = _messages("vi")["SB309"]["help"]
    assert texts[start + 1 : start + 12] == [
        "■", "Phải sửa", "·", "ô D14", "“sơ bộ” không phải là trạng thái số liệu.",
        "Đang ghi", "sơ bộ", "Cách sửa", advice, "Quy tắc", "SB309",
    ]  # fmt: skip
    assert '<a href="#SB309">' in page
    assert 'id="SB309"' in page


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ((), "cả tệp"),
        ((3,), "dòng 3"),
        ((3, 9), "dòng 3, ký tự 9"),
        ((None, None, "Biểu 02"), "cả trang tính"),
        ((None, None, "Biểu 02", "AA7"), "ô AA7"),
    ],
)
def test_places_as_people_say_them(place: tuple[object, ...], words: str):
    """No path:line:column for readers who have never seen one."""
    assert words in _texts(_page(_bad("a", *place)))


def test_each_broken_rule_is_explained_once():
    """With its weight and level, wrong and right, below the problems."""
    page = _page(_bad("a", 1, 1), _bad("b", 1, 1), _odd("c"))

    assert re.findall(r'<article class="rule" id="(SB\d+)"', page) == ["SB207", "SB309"]
    assert "Lỗi · mức 1: trong một tệp" in _texts(page)
    assert "Cảnh báo · mức 0: tệp và trang tính" in _texts(page)


def test_what_stands_in_a_file_is_text():
    """A value, a path, a sheet or a portal's name cannot become a part of the page."""
    evil = "<script>alert('1')</script>&amp;\"\x00\ud800"

    page = _page(_bad(f"{evil}.csv", value=evil, sheet=evil, cell="A1"), site=evil)

    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 5
    assert "&amp;amp;" in page


def test_no_value_of_a_person_is_shown():
    """The report is passed on; the sentence, which the rule has masked, is enough."""
    private = make_diagnostic(PRIVATE, Location("a.csv", 2, 1), value="09…00", column="note")

    texts = _texts(_page(private))

    assert "Đang ghi" not in texts
    assert _messages("vi")["report.page_private"]["message"] in texts


def test_a_long_value_is_cut():
    """A cell of a hundred thousand letters does not bury the others."""
    page = _page(_bad("a", 1, 1, value="x" * 5000))

    assert page.count(f"<code>{'x' * 300}</code>…") == 1


def test_the_first_two_hundred_of_a_file_are_listed_errors_first():
    """And how many more there are; other files are not touched by it."""
    many = [_bad("a.csv", line, 1) for line in range(2, MOST_OF_A_FILE + 5)]

    page = _page(_odd("a.csv"), *many, _odd("b.csv"))

    places = re.findall(r'data-place="(.*?)"', page)
    assert places == [f"a.csv:{line}:1" for line in range(2, MOST_OF_A_FILE + 2)] + ["b.csv"]
    assert any(text.startswith("Còn 4 vấn đề của tệp này") for text in _texts(page))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_needs_nothing_else(language: str):
    """One file: no script, no request, the language named, UTF-8 said."""
    page = _page(_bad("a.csv", 2, 3), language=language)

    assert page.startswith(
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">'
    )
    assert re.search(r"<script|<link|<img|@import|url\(|https?://|\son\w+=", page) is None


def test_the_same_problems_give_the_same_bytes():
    """Whatever the order in which they were found."""
    problems = [_bad("a.csv", 3, 1), _bad("a.csv", 2, 1), _odd("b")]

    assert _page(*problems) == _page(*reversed(problems))
