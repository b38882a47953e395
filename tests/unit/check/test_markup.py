"""The scan of a page, held against the standard parser."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from site_builder.check.markup import read_attributes, scan

PAGES = [
    '<p class="a > b">x</p><a href=\'x.html\' title="a &quot;b&quot;">y</a><br/><input disabled>',
    '<!-- <a href="hidden.html"> --><a\n  href = "b.html"\n>b</a>',
    '<svg viewBox="0 0 1 1"><use href="#m"></use><path d="M0,0"/></svg>',
    "<A HREF=c.html>c</A><p>1 < 2 và 3 > 2</p>",
    '<a href="?a=1&amp;b=2#đ">x</a>',
]


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.hrefs = []

    def handle_starttag(self, _tag, attrs):
        self.hrefs += [value for name, value in attrs if name == "href"]


@pytest.mark.parametrize("text", PAGES)
def test_links_are_what_the_standard_parser_sees(text: str):
    """Quotes, comments, capitals, character references, line breaks."""
    reader = _Reader()
    reader.feed(text)

    assert [m.value for m in scan(text).links] == reader.hrefs


def test_an_attribute_without_a_value_is_empty():
    """``hidden`` is there, and says nothing more."""
    assert read_attributes(' hidden data-x="1" lang=vi') == {
        "hidden": "",
        "data-x": "1",
        "lang": "vi",
    }


def test_a_page_is_read_in_one_pass():
    """Language, title, ids, headings, references."""
    page = scan('<html lang="vi"><title> A &amp; B </title><h1 id="x"><i aria-labelledby="x y">')

    assert (page.language, page.title, page.ids) == ("vi", "A & B", frozenset({"x"}))
    assert [m.value for m in page.references] == ["x", "y"]
    assert len(page.headings) == 1
