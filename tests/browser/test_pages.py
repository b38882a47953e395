"""Every kind of page, as a reader's browser sees it."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
VIEWS = [(320, 640), (768, 1024), (1280, 720), (1920, 1080)]


def one_page_of_each_kind(site: Path) -> dict[str, str]:
    """Map each page kind and language to the path of one page, from the manifest.

    The reporting status is two kinds of page more: all indicators, and one with its units.
    """
    manifest = json.loads((site / "latest/manifest.json").read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for page in manifest["pages"]:
        kind = page["kind"]
        if "/tinh-hinh-bao-cao" in page["path"]:
            kind = "reporting_units" if "/tinh-hinh-bao-cao/" in page["path"] else "reporting"
        found.setdefault(f"{kind}-{page['language']}", page["path"])
    return found


def watch(page: Page, host: str) -> list[str]:
    """Collect what must not happen: console errors, failed requests, requests to others."""
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.on("requestfailed", lambda r: wrong.append(f"failed: {r.url}"))
    page.on(
        "request",
        lambda r: wrong.append(f"elsewhere: {r.url}") if urlparse(r.url).netloc != host else None,
    )
    return wrong


def test_no_kind_of_page_is_left_out(site: Path):
    """The sample site has a page of every kind that the contract names."""
    kinds = {name.rsplit("-", 1)[0] for name in one_page_of_each_kind(site)}

    assert kinds >= {
        "home", "indicator", "indicators", "unit", "units", "task", "tasks", "guidance",
        "documents", "data", "changes", "search", "glossary", "other",
        "reporting", "reporting_units",
    }  # fmt: skip


def test_pages_are_quiet_and_accessible(browser: Browser, site: Path, address: str):
    """No console message, no request elsewhere, no violation that axe knows of, light and dark."""
    axe = Axe()
    violations = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        wrong = watch(page, urlparse(address).netloc)
        for name, path in one_page_of_each_kind(site).items():
            page.goto(f"{address}/latest/{path}", wait_until="networkidle")
            found = axe.run(page).response["violations"]
            violations += [
                f"{scheme} {name}: {v['id']} {v['nodes'][0]['html'][:120]}" for v in found
            ]
        context.close()
        assert wrong == []

    assert violations == []


def test_editions_and_missing_pages_are_accessible(browser: Browser, address: str):
    """The pages outside an edition are held to the same rules."""
    page = browser.new_page()
    violations = []
    for path in ("editions.html", "404.html"):
        page.goto(f"{address}/{path}")
        violations += [f"{path}: {v['id']}" for v in Axe().run(page).response["violations"]]
    page.close()

    assert violations == []


@pytest.mark.parametrize(("width", "height"), VIEWS)
def test_no_page_scrolls_sideways(
    browser: Browser, site: Path, address: str, width: int, height: int
):
    """From a phone to a wide screen only tables scroll, never the page."""
    page = browser.new_page(viewport={"width": width, "height": height})
    too_wide = []
    for name, path in one_page_of_each_kind(site).items():
        page.goto(f"{address}/latest/{path}")
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if overflow > 0:
            too_wide.append(f"{name}: {overflow} px")
    page.close()

    assert too_wide == []


def test_pages_say_the_same_without_scripts(browser: Browser, site: Path, address: str):
    """With scripts off every page shows its heading, its text and its charts."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    empty = []
    for name, path in one_page_of_each_kind(site).items():
        page.goto(f"{address}/latest/{path}")
        if len(page.inner_text("main").strip()) < 40:
            empty.append(name)
    page.goto(f"{address}/latest/index.html")
    charts = page.locator("main svg.chart").count()
    context.close()

    assert empty == []
    assert charts > 0


def test_the_folder_works_by_double_click(browser: Browser, site: Path):
    """From file:// pages, styles, fonts and links work, search included."""
    page = browser.new_page()
    wrong = watch(page, "")

    page.goto((site / "latest/index.html").as_uri())
    font = page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('16px \"Portal Sans\"'))"
    )
    page.click("nav a[href*='chi-tieu']")
    heading = page.inner_text("h1")

    assert font is True
    assert heading
    assert wrong == []
    page.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nha van hoa", "nhà văn hóa"),
        ("Nhà văn hoá", "nhà văn hóa"),
        ("phuong vi", "Phượng Vĩ"),
        ("BẰNG LĂNG", "Bằng Lăng"),
    ],
)
def test_search_forgives_accents(browser: Browser, site: Path, typed: str, found: str):
    """Search finds Vietnamese words typed without their marks, from a folder too."""
    page = browser.new_page()
    page.goto((site / "latest/tim-kiem/index.html").as_uri())

    page.fill("[data-search] input[type=search]", typed)
    page.wait_for_selector("[data-search-results] li")
    results = page.inner_text("[data-search-results]")
    page.close()

    assert found.lower() in results.lower()


def test_search_folds_as_the_builder_does(browser: Browser, site: Path):
    """The script and the program reduce the same texts to the same letters and words."""
    vectors = json.loads(
        (Path(__file__).parents[1] / "unit/search/fold_vectors.json").read_text(encoding="utf-8")
    )
    page = browser.new_page()
    page.goto((site / "latest/tim-kiem/index.html").as_uri())
    wrong = [
        (text, made, expected)
        for function, pairs in (("fold", vectors["fold"]), ("wordsOf", vectors["words"]))
        for text, expected in pairs
        if (made := page.evaluate(f"text => window.PORTAL_SEARCH.{function}(text)", text))
        != expected
    ]
    page.close()

    assert len(vectors["fold"]) > 10
    assert wrong == []


def test_a_strict_policy_blocks_nothing(browser: Browser, site: Path, address: str):
    """Pages keep the policy that the documentation offers, which has no unsafe word."""
    policy = (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
        "script-src 'self'; form-action 'self'; base-uri 'none'"
    )
    page = browser.new_page()
    wrong = watch(page, urlparse(address).netloc)

    def with_policy(route):
        response = route.fetch()
        route.fulfill(
            response=response,
            headers={**response.headers, "content-security-policy": policy},
        )

    page.route("**/*", with_policy)
    for path in one_page_of_each_kind(site).values():
        page.goto(f"{address}/latest/{path}", wait_until="networkidle")
    page.close()

    assert wrong == []
