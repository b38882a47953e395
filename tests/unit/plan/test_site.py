"""The whole plan: languages, addresses, collisions, downloads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from site_builder.diagnostics import facts_of
from site_builder.extension import PageKind
from site_builder.model.content import ContentLink
from site_builder.model.pages import Attachment, Download, SearchBody
from site_builder.model.registers import Document
from site_builder.model.units import Unit
from site_builder.plan import plan_site
from site_builder.plan.collisions import check_paths
from site_builder.plan.pages import PLANS
from site_builder.plan.pages.changes import plan_changes
from site_builder.plan.texts import key_of


def plan(build, portal, pages=None):
    """Plan a portal with the kinds of the tests."""
    return plan_site(portal, pages or build.pages, build.charts, build.wordings)


def told(checked) -> list[tuple[str, str, dict]]:
    """List the problems as (code, place, facts)."""
    return [(p.rule.code, str(p.location), dict(facts_of(p))) for p in checked.problems]


def test_every_page_exists_in_every_language(build):
    """Without a translation the first language's text stands, and says that it does."""
    pages = (
        build.page("about", title="Giới thiệu"),
        build.page("faq", title="Hỏi đáp"),
        build.page("faq", "en", title="Questions"),
        build.page("faq", "fr", title="Nulle part"),
    )
    portal = build.portal(pages=pages, languages=("vi", "en"))

    site = plan(build, portal).value

    texts = {
        page.path: (page.language, page.body.prose.page.language)
        for page in site.pages
        if page.kind == "other"
    }
    assert texts == {
        "about.html": ("vi", "vi"),
        "faq.html": ("vi", "vi"),
        "en/about.html": ("en", "vi"),
        "en/faq.html": ("en", "en"),
    }


def test_addresses_lead_to_every_page_and_text(build):
    """A text that is part of another page leads there."""
    pages = tuple(build.page(k) for k in ("about", "guidance/a", "index", "indicators/ct1"))
    portal = build.portal(
        indicators=(build.indicator(),), pages=pages, units=(Unit("tinh", build.text("Tỉnh")),)
    )

    addresses = plan(build, portal).value.addresses

    assert addresses["home", "", "vi"] == addresses["other", "index", "vi"] == "index.html"
    assert addresses["indicator", "CT1", "vi"] == "chi-tieu/ct1.html"
    assert addresses["other", "indicators/ct1", "vi"] == "chi-tieu/ct1.html"
    assert addresses["other", "guidance/index", "vi"] == "huong-dan/index.html"
    assert addresses["guidance", "guidance/a", "vi"] == "huong-dan/a.html"
    assert addresses["unit", "tinh", "vi"] == "don-vi/tinh.html"
    assert addresses["other", "about", "vi"] == "about.html"


def test_two_texts_with_one_address_are_an_error(build):
    """It stands at the later file, names both, and is told once for all languages."""
    pages = (build.page("guidance/bao-cao"), build.page("guidance/bao_cao"))
    checked = plan(build, build.portal(pages=pages, languages=("vi", "en")))

    assert told(checked) == [
        (
            "SB501",
            "content/guidance/bao_cao.md",
            {
                "first": "content/guidance/bao-cao.md",
                "second": "content/guidance/bao_cao.md",
                "value": "huong-dan/bao-cao.html",
            },
        )
    ]
    paths = [page.path for page in checked.value.pages]
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize(
    ("unit", "first"),
    [("index", "units"), ("A.1", "unit a-1")],
)
def test_a_unit_that_meets_another_page_is_an_error(build, unit: str, first: str):
    """Also the list of units, and one that differs only in capitals and signs."""
    units = (Unit("a-1", build.text("A")), Unit(unit, build.text("B")))

    checked = plan(build, build.portal(units=units))

    ((code, place, facts),) = told(checked)
    assert (code, place) == ("SB501", "data/units.csv")
    assert {facts["first"], facts["second"]} == {first, f"unit {unit}"}


def test_a_text_cannot_take_the_place_of_a_translation(build):
    """``content/en/about.md`` would be the English ``about.html``."""
    pages = (build.page("about"), build.page("en/about"))

    checked = plan(build, build.portal(pages=pages, languages=("vi", "en")))

    assert [facts["value"] for _, _, facts in told(checked)] == ["en/about.html", "en/index.html"]


def test_two_commentaries_of_one_indicator_are_an_error(build):
    """A translation is not a second one."""
    pages = (
        build.page("indicators/ct1"),
        build.page("indicators/ct1", "en"),
        build.page("indicators/ct1_"),
    )

    checked = plan(build, build.portal(indicators=(build.indicator("CT1"),), pages=pages))

    assert told(checked) == [
        (
            "SB502",
            "content/indicators/ct1_.md",
            {"first": "content/indicators/ct1.md", "second": "content/indicators/ct1_.md"},
        )
    ]


def test_the_search_page_lists_all_pages_of_its_language(build):
    """Without a script it is still a way to every page."""
    site = plan(build, build.portal(languages=("vi", "en"))).value

    (english,) = (p for p in site.pages if p.kind == "search" and p.language == "en")

    assert english.body == SearchBody(
        (
            ("home", "en Trang chủ", "en/index.html"),
            ("data", "en Số liệu", "en/so-lieu/index.html"),
            ("changes", "en Thay đổi", "en/phien-ban/index.html"),
        )
    )


@pytest.mark.parametrize("path", ["../x.html", "/x.html", "a b.html", "x", "a/../x.html"])
def test_a_page_kind_that_leaves_the_edition_is_a_bug(build, path: str):
    """A plugin cannot write outside the edition's folder."""

    def plan_astray(context):
        return tuple(replace(page, path=path) for page in plan_changes(context))

    kinds = {"changes": PageKind("changes", plan_astray, lambda *_: None, "")}

    with pytest.raises(ValueError, match="page kind 'changes' wants the path"):
        plan(build, build.portal(), kinds)


def test_downloads_are_the_whole_api(build):
    """Files of the whole portal first; an indicator's is named by its code where that is fit."""
    indicators = (build.indicator("CT1.2"), build.indicator("CT3′"), build.indicator("con"))

    downloads = plan(build, build.portal(indicators=indicators)).value.downloads

    assert [d.path for d in downloads if d.kind == "indicator"] == [
        "api/v1/indicators/CT1.2.json",
        "api/v1/indicators/ct3-prime.json",
        "api/v1/indicators/con-.json",
    ]
    assert [d.path.removeprefix("api/v1/") for d in downloads if d.kind != "indicator"] == [
        "index.json",
        "observations.csv",
        "assessments.csv",
        "reporting.csv",
        "revisions.csv",
        "units.csv",
        "unit_changes.csv",
        "tasks.json",
        "documents.json",
        "editions.json",
        "datapackage.json",
    ]


def test_readers_are_offered_only_files_that_hold_something(build):
    """An empty register is there for programs; people need not open it."""
    site = plan(build, build.portal()).value

    (page,) = (p for p in site.pages if p.kind == "data")

    kinds = [download.kind for download in page.body.downloads]
    assert kinds == ["index", "observations", "units", "editions", "datapackage"]


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("guidance/x.md", "guidance/x"),
        ("guidance/x.en.md", "guidance/x"),
        ("content/about.md", "about"),
        ("about", "about"),
    ],
)
def test_a_link_to_a_file_means_its_page(path: str, key: str):
    """With or without language and folder."""
    assert key_of(path) == key


def test_the_kinds_are_those_of_the_contract():
    """``manifest.json`` names these and no others; the reporting status is ``other`` there."""
    assert set(PLANS) == {
        "home", "indicator", "indicators", "unit", "units", "task", "tasks", "guidance",
        "documents", "data", "changes", "search", "glossary", "other",
        "reporting",
    }  # fmt: skip


def test_files_that_differ_only_in_capitals_are_one_on_many_disks():
    """Two such data files would overwrite each other on a share."""
    downloads = (Download("api/v1/a.json", "x"), Download("api/v1/A.json", "x"))

    (problem,) = check_paths((), downloads)

    assert facts_of(problem) == {
        "first": "api/v1/a.json",
        "second": "api/v1/A.json",
        "value": "api/v1/A.json",
    }


def test_pages_come_in_the_order_of_languages_and_kinds(build):
    """The manifest and equal finds of a search keep it."""
    site = plan(build, build.portal(languages=("vi", "en"))).value

    assert [(page.language, page.kind) for page in site.pages] == [
        (language, kind)
        for language in ("vi", "en")
        for kind in ("home", "data", "changes", "search")
    ]


def attached(*paths):
    """Links of a text to files."""
    return tuple(ContentLink(path, f"content/{path}") for path in paths)


def with_files(portal, *paths):
    """Give a portal files that its readers may have."""
    files = {f"content/{path}": b"" for path in paths}
    return replace(portal, disclosed=replace(portal.disclosed, files=files))


def test_what_pages_and_documents_refer_to_gets_a_place(build):
    """Names are made fit for links; one place serves all languages; what no page shows stays."""
    document = Document("D1", "1-KH", None, build.text("Kế hoạch"), file="files/KH 211.PDF")
    pages = (
        build.page("guidance/x", links=attached("guidance/Mẫu 01 (ĐV).xlsx", "guidance/y.md")),
        build.page("indicators/khong-co", links=attached("files/an.pdf")),
    )
    portal = build.portal(pages=pages, documents=(document,), languages=("vi", "en"))
    names = ("files/KH 211.PDF", "files/an.pdf", "guidance/Mẫu 01 (ĐV).xlsx")

    site = plan(build, with_files(portal, *names)).value

    assert site.attachments == (
        Attachment("tep/files/kh-211.pdf", "content/files/KH 211.PDF"),
        Attachment("tep/guidance/mau-01-dv.xlsx", "content/guidance/Mẫu 01 (ĐV).xlsx"),
    )


def test_two_files_that_get_one_name_collide(build):
    """Some disks cannot tell them apart, so the later one is told, with both names."""
    pages = (build.page("about", links=attached("Mau.csv", "mẫu.csv")),)

    checked = plan(build, with_files(build.portal(pages=pages), "Mau.csv", "mẫu.csv"))

    assert told(checked) == [
        (
            "SB501",
            "content/mẫu.csv",
            {"first": "content/Mau.csv", "second": "content/mẫu.csv", "value": "tep/mau.csv"},
        )
    ]
