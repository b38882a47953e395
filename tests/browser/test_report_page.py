"""The page of problems as a unit sees it that was sent nothing but this file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from site_builder.diagnostics import Diagnostic, Location, Rule, Severity, make_diagnostic
from site_builder.effects.messages import read_messages
from site_builder.model.observation import RowCounts
from site_builder.report import make_report, write_page

pytestmark = pytest.mark.browser

BAD = Rule("SB309")
ODD = Rule("SB207", Severity.WARNING)
BOOK = "data/observations/" + "Biểu-số-liệu-rất-dài-" * 6 + ".xlsx"


def _problems() -> list[Diagnostic]:
    """Return problems in a workbook with a long name and in a text file."""
    facts = {"value": "sơ bộ " * 80, "suggestion": "", "known": "official"}
    cells = [Location(BOOK, sheet="Biểu 02", cell=f"D{row}") for row in range(5, 30)]
    places = [*cells, Location("data/observations/a.csv", 3, 9)]
    bad = [make_diagnostic(BAD, place, **facts) for place in places]
    return [*bad, make_diagnostic(ODD, Location("data/observations/b.docx"), value="x", known="y")]


@pytest.fixture(scope="module", params=["vi", "en"])
def page_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page on disk, in each language."""
    messages: Mapping[str, Mapping[str, str]] = read_messages(request.param)
    report = make_report(_problems(), RowCounts(1905, 1878, 27, 0), messages, {})
    file = tmp_path_factory.mktemp("report") / "index.html"
    file.write_bytes(
        write_page(report, language=request.param, site="Cổng thử", day=date(2026, 11, 23))
    )
    return file


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_read_by_everybody(browser: Browser, page_file: Path, width: int, scheme: str):
    """No sideways scrolling, no request, no message, nothing that axe knows to be wrong."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("request", lambda request: heard.append(request.url))

    page.goto(page_file.as_uri())

    room = page.evaluate("document.documentElement.scrollWidth")
    violations = Axe().run(page).response["violations"]
    page.close()
    assert heard == [page_file.as_uri()]
    assert room == width
    assert [(found["id"], found["nodes"][0]["html"]) for found in violations] == []


def test_a_problem_leads_to_its_rule(browser: Browser, page_file: Path):
    """A click on the code goes to the explanation on the same page."""
    page = browser.new_page()
    page.goto(page_file.as_uri())

    page.locator("a[href='#SB309']").first.click()

    top = page.locator("#SB309").bounding_box()
    url = page.url
    page.close()
    assert url.endswith("index.html#SB309")
    assert top is not None
    assert 0 <= top["y"] < 720


def test_on_paper_nothing_depends_on_colour(browser: Browser, page_file: Path):
    """Black letters on white, also where the screen is dark."""
    page = browser.new_page(color_scheme="dark")
    page.goto(page_file.as_uri())
    page.emulate_media(media="print")

    colours = page.evaluate(
        "['body', '.where strong', 'h1']"
        ".map(name => getComputedStyle(document.querySelector(name)).color)"
    )
    page.close()
    assert colours == ["rgb(0, 0, 0)"] * 3
