"""The news of an edition, for programs that read news."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date

import pandas as pd
import pytest

from site_builder.editions import feed
from site_builder.editions.feed import MOST_REVISIONS
from site_builder.model.dataset import Disclosed
from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.observation import FRAME_COLUMNS, Observations
from site_builder.model.pages import SitePlan
from site_builder.model.period import Period
from site_builder.model.published import EditionRecord
from site_builder.model.registers import Revision, RevisionKind
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.text import Text
from site_builder.model.units import Unit, UnitRegister
from site_builder.wording import Wording

ATOM = "{http://www.w3.org/2005/Atom}"
RECORD = EditionRecord("2026-11-23", "2026-11-23T08:00:00+07:00", "x", "2026-10-31", 1, "g")
PLAN = SitePlan((), {("indicator", "CT1", "vi"): "chi-tieu/ct1.html"}, ())
WORDING = Wording(
    "vi",
    {
        "feed.edition": "Phiên bản {edition}",
        "feed.edition_summary": "Số liệu đến {as_of}.",
        "feed.edition_summary_undated": "Phiên bản mới.",
        "feed.revision": "Điều chỉnh: {indicator}, {unit}, {period}",
        "feed.correction": "Đính chính: {indicator}, {unit}, {period}",
    },
)


def make_text(text: str) -> Text:
    return Text((("vi", text),))


def make_revision(day: int = 20, reason: str = "Đếm sót", line: int = 2) -> Revision:
    return Revision(
        "CT1",
        "a",
        Period(2024),
        RevisionKind.CORRECTION,
        make_text(reason),
        date(2026, 11, day),
        line,
    )


def make_disclosed(*revisions: Revision, url: str | None = "https://example.org/p/") -> Disclosed:
    audience = AudienceConfig("public", url)
    site = SiteConfig(
        make_text("Cổng <thử>"), ("vi",), make_text("Đơn vị"), "Asia/Ho_Chi_Minh", (audience,)
    )
    return Disclosed(
        audience,
        site,
        UnitRegister({"a": Unit("a", make_text("Xã A & B"))}),
        {"CT1": Indicator("CT1", make_text("Tỷ lệ"), IndicatorKind.RATIO, "percent", "ct1.yaml")},
        Observations(pd.DataFrame(columns=FRAME_COLUMNS)),
        (),
        {},
        revisions,
        (),
    )


def parse(disclosed: Disclosed, record: EditionRecord = RECORD) -> ET.Element:
    made = feed(disclosed, PLAN, WORDING, record)
    assert made is not None
    assert made.path == "feed.xml"
    return ET.fromstring(made.content)  # noqa: S314 - our own bytes


def texts(element: ET.Element, name: str) -> list[str | None]:
    return [found.text for found in element.iter(f"{ATOM}{name}")]


def test_no_address_no_feed():
    """A feed needs absolute addresses."""
    assert feed(make_disclosed(url=None), PLAN, WORDING, RECORD) is None


def test_the_edition_and_its_corrections_are_news():
    """Titles in words, links to the lasting page, and dates of the things themselves."""
    found = parse(make_disclosed(make_revision()))

    assert texts(found, "title") == [
        "Cổng <thử>",
        "Phiên bản 2026-11-23",
        "Đính chính: Tỷ lệ, Xã A & B, 2024",
    ]
    assert texts(found, "updated") == [
        "2026-11-23T00:00:00Z",
        "2026-11-23T00:00:00Z",
        "2026-11-20T00:00:00Z",
    ]
    assert texts(found, "summary") == ["Số liệu đến 31/10/2026.", "Đếm sót"]
    assert [link.get("href") for link in found.iter(f"{ATOM}link")] == [
        "https://example.org/p/latest/feed.xml",
        "https://example.org/p/latest/index.html",
        "https://example.org/p/2026-11-23/index.html",
        "https://example.org/p/latest/chi-tieu/ct1.html",
    ]


def test_an_edition_without_a_day_says_so():
    """Where no figure has an as-of date the summary names none."""
    record = EditionRecord("q4", "2026-11-23", "x", "", 1, "g")

    assert texts(parse(make_disclosed(), record), "summary") == ["Phiên bản mới."]


def test_ids_stay_when_the_ledger_grows_or_moves():
    """Rows sorted anew, or other rows added, make no entry new to a reader's program."""
    before = parse(make_disclosed(make_revision(line=2)))
    after = parse(make_disclosed(make_revision(21, "Khác", line=2), make_revision(line=3)))

    assert texts(before, "id")[-1] == texts(after, "id")[-1]


def test_the_same_line_twice_is_two_entries():
    """Ids are never shared."""
    ids = texts(parse(make_disclosed(make_revision(), make_revision())), "id")

    assert len(set(ids)) == len(ids) == 4


@pytest.mark.parametrize(("lines", "entries"), [(3, 4), (60, MOST_REVISIONS + 1)])
def test_a_feed_is_news_not_an_archive(lines: int, entries: int):
    """The newest lines of the ledger, up to a limit, and the edition."""
    found = parse(make_disclosed(*(make_revision(1 + n % 28, str(n)) for n in range(lines))))

    days = texts(found, "updated")[2:]
    assert len(list(found.iter(f"{ATOM}entry"))) == entries
    assert days == sorted(days, reverse=True)
