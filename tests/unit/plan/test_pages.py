"""Which pages there are, and what each shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from site_builder.model.charts import ChartRequest
from site_builder.model.dataset import HeldBack
from site_builder.model.indicator import Comparator, Target, TargetKind
from site_builder.model.portal import AssessedTask, Due, Headline, TaskStatus
from site_builder.model.registers import Document, Revision, RevisionKind, Task
from site_builder.model.units import Unit, UnitChange, UnitState
from site_builder.plan.pages import PLANS
from site_builder.plan.pages.documents import plan_documents
from site_builder.plan.pages.home import plan_home
from site_builder.plan.pages.indicator import chart_requests, plan_indicator
from site_builder.plan.pages.indicators import plan_indicators
from site_builder.plan.pages.other import plan_other
from site_builder.plan.pages.text_page import plan_section
from site_builder.plan.pages.unit import MOST_CHARTS, plan_unit
from site_builder.plan.pages.units import plan_units
from site_builder.plan.rows import MOST_SPARKS, order_indicators

TARGET = Target(TargetKind.EVERY, Comparator.AT_LEAST, 90.0)


@pytest.fixture
def units(build):
    """A province with two districts, one of which ended in 2024."""
    return (
        Unit("tinh", build.text("Tỉnh"), level="province"),
        Unit(
            "cu",
            build.text("Huyện cũ"),
            level="district",
            parent="tinh",
            valid_to=date(2024, 12, 31),
        ),
        Unit("moi", build.text("Huyện mới"), level="district", parent="tinh"),
    )


def make_due(build, unit: str, *, overdue: bool, day: int) -> Due:
    """Make a figure of CT1 owed for 2024."""
    return Due("CT1", unit, build.period("2024"), date(2025, 1, day), overdue, reported=False)


def make_task(build, name: str, status: TaskStatus, deadline: date | None = None) -> AssessedTask:
    """Make a task."""
    return AssessedTask(Task(name, build.text(name), deadline=deadline), status)


def test_an_empty_portal_has_only_the_pages_that_are_never_empty(build):
    """A list is planned where there is something to list."""
    context = build.context(build.portal())

    planned = {name for name, plan in PLANS.items() if plan(context)}

    assert planned == {"home", "data", "changes", "search"}


def test_home_puts_indicators_with_targets_first(build):
    """Then the others; each has its small chart if it has figures."""
    indicators = (build.indicator("A"), build.indicator("B", targets=(TARGET,)))
    portal = build.portal(indicators=indicators, series=(build.series("B", "tinh", y2024=1.0),))

    (page,) = plan_home(build.context(portal))

    assert [(r.indicator.code, r.target, r.spark) for r in page.body.rows] == [
        ("B", TARGET, "spark-b"),
        ("A", None, None),
    ]
    assert [chart.id for chart in page.charts] == ["spark-b"]
    assert page.shows_edition


def test_home_lists_what_is_urgent_first(build):
    """Overdue figures and tasks before others; a task that is done is only counted."""
    dues = tuple(
        make_due(build, unit, overdue=overdue, day=day)
        for unit, overdue, day in (("a", False, 1), ("b", True, 3), ("c", True, 2))
    )
    tasks = (
        make_task(build, "done", TaskStatus.DONE),
        make_task(build, "standing", TaskStatus.IN_PROGRESS),
        make_task(build, "dated", TaskStatus.IN_PROGRESS, date(2026, 1, 1)),
        make_task(build, "late", TaskStatus.OVERDUE, date(2024, 1, 1)),
    )

    (page,) = plan_home(build.context(build.portal(dues=dues, tasks=tasks)))

    assert [due.unit for due in page.body.dues] == ["c", "b", "a"]
    assert [t.task.task for t in page.body.tasks] == ["late", "dated", "standing"]
    assert page.body.task_counts == (
        (TaskStatus.OVERDUE, 1),
        (TaskStatus.IN_PROGRESS, 2),
        (TaskStatus.NOT_STARTED, 0),
        (TaskStatus.DONE, 1),
    )


def test_a_portal_without_tasks_counts_none(build):
    """Four zeros would promise a page of tasks that does not exist."""
    (page,) = plan_home(build.context(build.portal()))

    assert page.body.task_counts == ()


def test_home_shows_its_own_text_and_the_guidance(build):
    """``index.md`` is its text and title; the guidance is listed without its own index."""
    pages = (
        build.page("guidance/index"),
        build.page("guidance/b", order=2),
        build.page("guidance/a", order=1),
        build.page("index", title="Chào", description="Mô tả"),
    )

    (page,) = plan_home(build.context(build.portal(pages=pages)))

    assert page.title == "Chào"
    assert page.description == "Mô tả"
    assert page.body.prose.page.key == "index"
    assert [p.key for p in page.body.guidance] == ["guidance/a", "guidance/b"]


def test_an_indicator_page_gathers_what_is_its_own(build, units):
    """Series, units, dues, revisions and commentary of this indicator and no other."""
    series = (
        build.series("CT1", "moi", y2024=90.0),
        build.series("CT1", "moi", (("level", "xa"),), y2024=80.0),
        build.series("CT2", "moi", y2024=1.0),
    )
    revisions = tuple(
        Revision(
            code,
            "moi",
            build.period("2023"),
            RevisionKind.REVISION,
            build.text("r"),
            date(2025, 1, day),
            day,
        )
        for code, day in (("CT1", 1), ("CT2", 2), ("CT1", 3))
    )
    portal = build.portal(
        indicators=(build.indicator("CT1"), build.indicator("CT2")),
        units=units,
        series=series,
        headlines={"CT1": Headline("CT1", "moi", series[0].figures[0], None, None)},
        dues=(make_due(build, "tinh", overdue=True, day=1),),
        revisions=revisions,
        pages=(build.page("indicators/CT1"),),
    )

    page, other = plan_indicator(build.context(portal))

    assert (page.id, page.path) == ("CT1", "chi-tieu/ct1.html")
    assert page.title == "Chỉ tiêu CT1 (CT1)"
    assert page.body.series == series[0]
    assert page.body.all_series == series[:2]
    assert [(row.unit.unit, row.latest) for row in page.body.units] == [
        ("tinh", None),
        ("moi", series[0].figures[0]),
    ]
    assert [r.line for r in page.body.revisions] == [3, 1]
    assert page.body.prose.page.key == "indicators/CT1"
    assert page.body.charts == ("trend-ct1", "progress-ct1")
    assert other.body.prose is None


def test_a_ranking_is_of_the_newest_period_with_two_units_of_a_level(build, units):
    """The province's own figure of a later year ranks nobody."""
    series = (
        build.series("CT1", "tinh", y2025=90.0),
        build.series("CT1", "cu", y2023=80.0, y2024=81.0),
        build.series("CT1", "moi", y2023=70.0, y2024=71.0, y2025=72.0),
    )
    context = build.context(build.portal(units=units, series=series))

    requests = chart_requests(context, build.indicator(), series)

    assert requests == (
        ChartRequest("trend", "CT1"),
        ChartRequest("progress", "CT1"),
        ChartRequest("ranking", "CT1", period=build.period("2024")),
    )


def test_a_long_list_has_small_charts_only_at_its_top(build):
    """A page of hundreds of pictures would not open on an old computer."""
    codes = [f"C{n:03}" for n in range(MOST_SPARKS + 1)]
    portal = build.portal(
        indicators=tuple(build.indicator(code) for code in codes),
        series=tuple(build.series(code, "tinh", y2024=1.0) for code in codes),
    )

    (page,) = plan_indicators(build.context(portal))

    assert len(page.charts) == MOST_SPARKS
    assert [row.spark for row in page.body.rows][-2:] == ["spark-c059", None]


def test_a_unit_page_shows_where_it_belongs_and_what_it_has(build, units):
    """Rows for what it reported or owes; trends only where there are two points."""
    changes = (UnitChange(date(2025, 1, 1), "cu", "moi"),)
    codes = [f"C{n}" for n in range(MOST_CHARTS + 2)]
    portal = build.portal(
        indicators=(
            build.indicator("CT1"),
            build.indicator("CT9"),
            *(build.indicator(code) for code in codes),
        ),
        units=units,
        changes=changes,
        series=(
            build.series("C0", "moi", y2024=1.0),
            *(build.series(code, "moi", y2023=1.0, y2024=2.0) for code in codes[1:]),
        ),
        dues=(make_due(build, "moi", overdue=True, day=1),),
    )

    province, old, new = plan_unit(build.context(portal))

    assert [u.unit for u in province.body.children] == ["cu", "moi"]
    assert old.body.successors == changes
    assert new.body.predecessors == changes
    assert [u.unit for u in new.body.parents] == ["tinh"]
    assert [row.indicator.code for row in new.body.rows] == [*codes, "CT1"]
    assert new.body.charts == ("trend-c1-moi", "trend-c2-moi", "trend-c3-moi", "trend-c4-moi")
    assert (new.path, new.description) == ("don-vi/moi.html", "Số liệu của Huyện mới.")


def test_units_in_force_come_first(build, units):
    """Then those announced; the portal says which, whatever the dates of the data."""
    states = {
        "tinh": UnitState.IN_FORCE,
        "cu": UnitState.ENDED,
        "moi": UnitState.IN_FORCE,
        "mai": UnitState.ANNOUNCED,
    }
    registered = (*units, Unit("mai", build.text("Huyện mai")))

    portals = (
        build.portal(units=registered, unit_states=states, as_of=day)
        for day in (None, date(2020, 1, 1))
    )

    for portal in portals:
        (page,) = plan_units(build.context(portal))
        assert [u.unit for u in page.body.units] == ["tinh", "moi", "mai", "cu"]
        assert (page.body.current, page.body.announced) == ({"tinh", "moi"}, {"mai"})


def test_a_unit_page_knows_the_forerunners_that_ended(build):
    """Through others too; not a unit that gave a part and goes on, nor one that will merge."""
    names = ("a", "b", "c", "teil", "mai")
    changes = tuple(
        UnitChange(date(2025, 1, 1), giver, taker)
        for giver, taker in (("a", "b"), ("b", "c"), ("teil", "c"), ("mai", "c"), ("c", "c"))
    )
    ended = dict.fromkeys(("a", "b"), UnitState.ENDED)
    portal = build.portal(
        units=tuple(Unit(name, build.text(name)) for name in names),
        changes=changes,
        unit_states=dict.fromkeys(names, UnitState.IN_FORCE) | ended,
    )
    held = replace(portal.disclosed, held_back=(HeldBack("CT1", "a", "2024"),))

    found = {
        page.id: page.body.forerunners
        for page in plan_unit(build.context(replace(portal, disclosed=held)))
    }

    assert found == {"a": set(), "b": {"a"}, "c": {"a", "b"}, "teil": set(), "mai": set()}


def test_a_unit_page_says_where_the_unit_stands(build, units):
    """As the portal does."""
    states = {"tinh": UnitState.IN_FORCE, "cu": UnitState.ENDED, "moi": UnitState.ANNOUNCED}

    pages = plan_unit(build.context(build.portal(units=units, unit_states=states)))

    assert {page.id: page.body.state for page in pages} == states


def test_documents_name_their_successors(build):
    """The newest comes first; one without a date comes last."""
    documents = (
        Document("D0", "0", None, build.text("Không ngày")),
        Document("D1", "12-HD/BTCTW", date(2018, 7, 6), build.text("Cũ")),
        Document("D2", "12-HD/BTCTW", date(2022, 1, 18), build.text("Mới"), replaces=("D1",)),
    )

    (page,) = plan_documents(build.context(build.portal(documents=documents)))

    assert [d.document for d in page.body.documents] == ["D2", "D1", "D0"]
    assert page.body.replaced_by == {"D1": ("D2",)}


def test_other_texts_and_folders_become_pages(build):
    """Home, glossary, guidance and commentaries are shown elsewhere."""
    keys = ("index", "glossary", "guidance/a", "indicators/ct1", "about", "faq/b", "faq/a")
    portal = build.portal(pages=tuple(build.page(key) for key in keys))

    pages = plan_other(build.context(portal))

    assert [(page.id, page.path) for page in pages] == [
        ("about", "about.html"),
        ("faq/index", "faq/index.html"),
        ("faq/a", "faq/a.html"),
        ("faq/b", "faq/b.html"),
    ]


def test_the_index_of_a_folder_heads_its_contents(build):
    """It is the text above the list, not one of the list."""
    pages = (build.page("faq/index", title="Hỏi đáp", description="Trả lời"), build.page("faq/a"))
    context = build.context(build.portal(pages=pages))

    contents, page = plan_section(context, "other", "faq", "Faq", "faq/index")

    assert (contents.title, contents.description) == ("Hỏi đáp", "Trả lời")
    assert contents.body.prose.page.key == "faq/index"
    assert [p.key for p in contents.body.pages] == ["faq/a"]
    assert page.body.siblings == contents.body.pages


def test_indicators_go_by_code_as_people_count(build):
    """CT2 before CT10; those with a target first."""
    made = [build.indicator(code) for code in ("CT10", "CT2b", "CT2a", "DV")]
    asked = replace(build.indicator("KN"), targets=(TARGET,))

    ordered = order_indicators([*made, asked])

    assert [i.code for i in ordered] == ["KN", "CT2a", "CT2b", "CT10", "DV"]


def test_the_register_of_units_counts_what_each_owes(build, units):
    """A unit that owes nothing is not in it."""
    owed = tuple(make_due(build, "moi", overdue=day == 1, day=day) for day in (1, 2))

    (page,) = plan_units(build.context(build.portal(units=units, dues=owed)))

    assert page.body.owed == {"moi": 2}
