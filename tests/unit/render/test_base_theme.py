"""The theme that comes with the generator: words, sizes, and a page of each kind."""

import re
import string
from dataclasses import replace
from datetime import date

import pytest

from site_builder.extension import PageKind
from site_builder.model.indicator import IndicatorKind
from site_builder.model.pages import (
    ChangesBody,
    DataBody,
    DocumentsBody,
    Download,
    HeadlineRow,
    HomeBody,
    IndicatorBody,
    IndicatorsBody,
    ProseBody,
    ReportingBody,
    SearchBody,
    SectionBody,
    SitePlan,
    TaskBody,
    TasksBody,
    UnitBody,
    UnitRow,
    UnitsBody,
)
from site_builder.model.period import Period
from site_builder.model.portal import (
    AssessedTask,
    Assessment,
    Due,
    Headline,
    ProgressStatus,
    Reconciliation,
    Series,
    TaskStatus,
    Variant,
    Verdict,
)
from site_builder.model.prose import Prose
from site_builder.model.registers import Task
from site_builder.model.reporting import (
    ReportingCell,
    ReportingCount,
    ReportingRow,
    ReportingStatus,
    ReportingTable,
)
from site_builder.model.text import Text
from site_builder.model.units import UnitState
from site_builder.render import render_assets, render_pages
from site_builder.render.views import VIEWS


def places(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_words(base_theme):
    """No key and no place for a fact is in one language alone."""
    vi, en = base_theme.wording["vi"], base_theme.wording["en"]

    assert set(vi) == set(en)
    optional = {"number", "roman"}
    assert [k for k in vi if places(vi[k]) - optional != places(en[k]) - optional] == []


def test_every_word_that_a_template_asks_for_is_there(base_theme):
    """Read from the templates themselves, so that a new word cannot be forgotten."""
    asked = {
        key
        for text in base_theme.templates.values()
        for key in re.findall(r'\bt\("([a-z_.]+)"[,)]', text)
    }

    assert [key for key in sorted(asked) if key not in base_theme.wording["vi"]] == []
    assert len(asked) > 80


def test_styles_are_small(base_theme):
    """An old computer on a slow share reads them on every page."""
    styles = [c for path, c in base_theme.assets.items() if path.endswith(".css")]

    assert sum(len(style) for style in styles) < 30_000


def test_every_asset_that_styles_name_is_there(base_theme):
    """No letter is missing."""
    assert render_assets(base_theme).problems == ()


def test_templates_hold_no_inline_styles_or_scripts(base_theme):
    """A policy without ``unsafe-inline`` must let every page through."""
    for text in base_theme.templates.values():
        assert " style=" not in text
        assert not re.search(r"<script(?![^>]* src=)", text)
        assert not re.search(r" on[a-z]+=", text)


@pytest.fixture
def bodies(indicator, disclosed, make_figure_of, make_content):
    figure = make_figure_of(98.3, sources=("KH1", "Báo cáo"), numerator=983.0, denominator=1000.0)
    verdict = Verdict(ProgressStatus.ON_TRACK, "on_the_line", 98.0, 0.3)
    assessment = Assessment("CT1", "tinh", Period(2025), 0, 98.3, "linear/1", verdict)
    headline = Headline("CT1", "tinh", figure, None, assessment, (assessment,))
    row = HeadlineRow(indicator, headline, indicator.targets[0])
    series = Series(
        "CT1",
        "tinh",
        (),
        (figure, make_figure_of(None, year=2024)),
        (Variant("báo", figure),),
        (Reconciliation(figure, figure, -45.0),),
    )
    unit = disclosed.units.get("tinh")
    unit_row = UnitRow(unit, indicator, figure, None, assessment)
    task = AssessedTask(Task("A1", Text((("vi", "Việc một"),)), lead="Ban"), TaskStatus.OVERDUE)
    counts = ((TaskStatus.OVERDUE, 1),)
    cell = ReportingCell(ReportingStatus.LATE, date(2026, 2, 1), 17)
    count = ReportingCount(Period(2025), date(2026, 1, 15), 1, 1, 1)
    reporting = ReportingTable("CT1", (count,), (ReportingRow("tinh", (cell,)),))
    prose = Prose(make_content("## Một\n\nChữ."))
    return {
        "home": HomeBody((row,), counts, (task,), (), prose, (prose.page,), ()),
        "indicator": IndicatorBody(
            indicator, headline, series, (assessment,), (unit_row,), (series,), (), (), prose
        ),
        "indicators": IndicatorsBody((row,)),
        "unit": UnitBody(unit, (), (), (unit_row,), (series,), (), (), ()),
        "units": UnitsBody((unit,), frozenset({"tinh"}), ()),
        "task": TaskBody(task),
        "tasks": TasksBody((task,), counts),
        "guidance": SectionBody("guidance", (prose.page,)),
        "documents": DocumentsBody(tuple(disclosed.documents.values()), {}),
        "data": DataBody((Download("api/v1/index.json", "index"),), ()),
        "reporting": ReportingBody((reporting,)),
        "changes": ChangesBody(()),
        "search": SearchBody((("home", "Trang chủ", "index.html"),)),
        "glossary": ProseBody(prose),
        "other": ProseBody(prose),
    }


@pytest.fixture
def render(make_spec, portal, base_theme):
    """Render one page of each kind that is given, in a language; by kind."""
    assets = render_assets(base_theme).value

    def make(bodies, language="vi"):
        kinds = {n: PageKind(n, lambda _: (), v.view, v.template) for n, v in VIEWS.items()}
        specs = tuple(
            make_spec(kind=k, id="", path=f"{k}/index.html", body=body, language=language)
            for k, body in bodies.items()
        )
        addresses = {(s.kind, s.id, s.language): s.path for s in specs}
        plan = SitePlan(specs, addresses, ())
        made = render_pages(plan, portal, {}, assets, base_theme, kinds, "E7", "g 1")
        assert made.problems == ()
        return {a.path.split("/")[0]: a.content.decode() for a in made.value}

    return make


@pytest.fixture
def pages(bodies, render):
    """One page of each kind, by kind."""
    return render(bodies)


def test_nobody_asks_a_unit_that_is_not_there_yet_for_figures(render, disclosed):
    """Its page says from when on it will be there."""
    unit = replace(disclosed.units.get("tinh"), valid_from=date(2027, 1, 1))
    body = UnitBody(unit, (), (), (), (), (), (), ())

    announced = render({"unit": replace(body, state=UnitState.ANNOUNCED)})["unit"]
    present = render({"unit": body})["unit"]

    call = "Điền biểu nhập của kỳ và gửi về cơ quan tổng hợp trước hạn."
    assert (call in announced, call in present) == (False, True)
    assert announced.count("Đơn vị sẽ được thành lập từ ngày 01/01/2027.") == 2


def test_each_kind_of_page_is_whole(pages):
    """One h1, a main part, a skip link, the notices, the as-of date and the way to editions."""
    assert set(pages) == set(VIEWS)
    for text in pages.values():
        assert text.count("<h1>") == 1
        assert text.count("<main ") == 1
        assert '<a class="skip" href="#noi-dung">' in text
        assert "Số liệu minh họa." in text
        assert "31/12/2025" in text
        assert 'href="../../editions.html"' in text
        assert "E7" not in text


def test_no_page_but_search_loads_a_script(pages):
    """Reading needs none."""
    assert [kind for kind, text in pages.items() if "<script" in text and kind != "search"] == []


def test_ids_on_a_page_are_unique(pages):
    """Labels and links would lead to the wrong place."""
    for text in pages.values():
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids) == len(set(ids))


def test_a_verdict_is_word_and_shape(pages):
    """The mark's shape is defined on the page that uses it."""
    for kind in ("home", "indicator", "indicators", "unit"):
        for mark in set(re.findall(r'href="#(mark-[a-z_]+)"', pages[kind])):
            assert f'<symbol id="{mark}"' in pages[kind]


def test_every_status_has_a_shape_and_a_hue(base_theme):
    """No verdict, state or due state is left to colour alone."""
    names = [s.value for s in ProgressStatus] + [f"task_{s.value}" for s in TaskStatus]
    marks = base_theme.templates["components/marks.html"]
    style = base_theme.assets["site.css"].decode()

    for name in [*names, "due_due", "due_overdue"]:
        assert f'id="mark-{name}"' in marks
        assert f".status--{name}" in style


def test_no_link_leads_nowhere_where_there_is_no_page(bodies, render):
    """A home page alone: its ways to tasks and units go unsaid."""
    owed = Due("CT1", "tinh", Period(2025), date(2026, 2, 15), overdue=True, reported=False)

    home = render({"home": replace(bodies["home"], dues=(owed,))})["home"]

    assert "Chưa có số liệu" in home
    assert "Xem tất cả nhiệm vụ" not in home
    assert 'href=""' not in home


def test_texts_in_the_first_language_are_marked_on_other_pages(bodies, render):
    """A screen reader reads the name of a Vietnamese body in Vietnamese."""
    english = render({"tasks": bodies["tasks"], "task": bodies["task"]}, "en")

    assert '<td><span lang="vi">Ban</span></td>' in english["tasks"]
    assert '<dd><span lang="vi">Ban</span></dd>' in english["task"]
    assert 'lang="vi">Ban' not in render({"task": bodies["task"]})["task"]


def test_documents_stand_in_their_groups(bodies, render, portal):
    """In the order of the register; those outside every group come last, under a name."""
    register = portal.disclosed.documents
    register["A"] = replace(register["KH1"], document="A", number="A", group="Báo chí")
    documents = replace(bodies["documents"], documents=tuple(register.values()))

    page = render({"documents": documents})["documents"]

    assert re.findall(r"<h2[^>]*>([^<]+)<", page) == ["Báo chí", "Văn bản khác"]


def test_the_register_says_what_each_unit_owes(bodies, render):
    """The home page leads there for all that is missing."""
    owing = replace(bodies["units"], owed={"tinh": 3})

    page = render({"units": owing, "unit": bodies["unit"]})["units"]

    assert "Số liệu còn thiếu" in page
    assert "Số liệu còn thiếu" not in render({"units": bodies["units"]})["units"]


def test_figures_without_a_target_have_no_columns_for_one(bodies, render, indicator):
    """Three words of "not assessed" in every row would hide the figures."""
    row = replace(bodies["home"].rows[0], indicator=replace(indicator, targets=()), target=None)

    plain, judged = (
        render({"home": replace(bodies["home"], rows=(one,))})["home"]
        for one in (row, bodies["home"].rows[0])
    )

    assert '<th scope="col">Mục tiêu</th>' not in plain
    assert '<th scope="col">Mục tiêu</th>' in judged


def test_a_distribution_is_shown_by_its_categories(render, indicator, make_figure_of):
    """It has no figure of its own; that is not the same as having none."""
    kind = replace(indicator, kind=IndicatorKind.DISTRIBUTION, targets=())
    parts = tuple(
        Series("CT1", "tinh", (("muc", code),), (make_figure_of(value),))
        for code, value in (("xuat-sac", 3.0), ("tot", 12.0))
    )
    headline = Headline("CT1", "tinh", None, None, None)
    body = IndicatorBody(kind, headline, None, (), (), parts, (), (), None)
    row = HeadlineRow(kind, headline, None)

    pages = render({"indicator": body, "indicators": IndicatorsBody((row,))})

    assert "Mức: Hoàn thành xuất sắc nhiệm vụ" in pages["indicator"]
    assert "Chưa có số liệu cho chỉ tiêu này." not in pages["indicator"]
    assert "theo từng mức" in pages["indicators"]


def test_the_list_of_all_pages_gathers_lone_ones(render):
    """Kinds with one page share a heading; the others have their own."""
    entries = (
        ("home", "Trang chủ", "index.html"),
        ("indicator", "A", "chi-tieu/a.html"),
        ("indicator", "B", "chi-tieu/b.html"),
        ("data", "Số liệu", "so-lieu/index.html"),
    )

    page = render({"search": SearchBody(entries)})["search"]

    assert re.findall(r"<h2[^>]*>([^<]+)<", page) == ["Các mục", "Chỉ tiêu"]
