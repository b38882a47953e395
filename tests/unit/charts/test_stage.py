"""The whole stage, with the real renderer: every kind is drawn, nothing unfit is shipped."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import altair as alt
import pytest
import vl_convert

from site_builder.charts import draw_charts
from site_builder.charts.kinds import CHARTS
from site_builder.charts.look import FAMILY, UNMEASURED, make_look
from site_builder.diagnostics import Location, facts_of
from site_builder.extension import ChartKind
from site_builder.model.charts import ChartRequest, ChartSpec
from site_builder.model.indicator import Baseline, Comparator, Target, TargetKind
from site_builder.model.pages import PageSpec, SearchBody, SitePlan
from site_builder.model.period import parse_period

FONTS = Path(__file__).parents[3] / "themes" / "base" / "fonts"
PAGE = "chi-tieu/ct1.html"
FIGURES = {"var(--chart-ink)", "var(--chart-bar)"}
KINDS = ("trend", "ranking", "progress", "spark")


def _plan(*specs: ChartSpec, path: str = PAGE) -> SitePlan:
    page = PageSpec("indicator", "CT1", "vi", path, "CT1", SearchBody(()), specs)
    return SitePlan((page,), {}, ())


def _spec(kind: str, *rows, name: str = "rows") -> ChartSpec:
    return ChartSpec(f"{kind}-x", kind, "vi", "Tên", "Câu.", ((name, rows),))


def _read(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 # drawn by this very test


def _kind(chart: alt.Chart) -> ChartKind:
    styled = chart.configure(**make_look("vi"))
    return ChartKind("own", lambda *_: None, lambda _: styled.to_dict(), ("rows",))


@pytest.fixture
def specs(make_indicator, make_portal, vi) -> dict[str, ChartSpec]:
    """One specification of each kind."""
    target = Target(TargetKind.BY, Comparator.AT_LEAST, 100.0, period=parse_period("2030"))
    indicator = make_indicator(targets=(target,), baseline=Baseline(parse_period("2020"), 90.0))
    rows = [("2020", 90.0), ("2021", 91.0), ("2022", 94.5)]
    portal = make_portal(indicator, {"tinh": rows, "a": rows, "b": rows})
    return {
        name: spec
        for name in KINDS
        if (spec := CHARTS[name].prepare(portal, ChartRequest(name, "CT1"), vi)) is not None
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn(specs, run_here, kind: str):
    """Its marks are there, in the theme's tokens, and its title and sentence are inside."""
    drawn = draw_charts(_plan(specs[kind]), CHARTS, run_here)

    assert drawn.problems == ()
    root = _read(drawn.value[PAGE, specs[kind].id].svg)
    assert root.get("class") == f"chart chart--{kind}"
    assert [root[0].text, root[1].text] == [specs[kind].title, specs[kind].sentence]
    colours = {e.get(a) for e in root.iter() for a in ("fill", "stroke")} - {None, "none"}
    assert colours
    assert all(c.startswith("var(--chart-") or c == "transparent" for c in colours)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_names_its_datasets(specs, kind: str):
    """What ``prepare`` gives is what ``draw`` reads."""
    given = {name for name, _ in specs[kind].datasets}
    layers = CHARTS[kind].draw("vi")["layer"]

    assert given == set(CHARTS[kind].datasets)
    assert {layer["data"]["name"] for layer in layers} == given


def test_no_word_of_a_kind_is_drawn_but_those_of_the_data(specs, run_here):
    """The renderer adds no English of its own."""
    drawn = draw_charts(_plan(specs["trend"]), CHARTS, run_here)

    root = _read(drawn.value[PAGE, "trend-ct1"].svg)
    texts = {e.text for e in root.iter("text")}
    rows = [row for _, rows in specs["trend"].datasets for row in rows]
    assert texts <= {row.get("label") for row in rows} | {row.get("text") for row in rows}


@pytest.mark.parametrize("kind", KINDS)
def test_measuring_texts_would_change_no_byte(specs, run_here, kind: str):
    """Places do not hang on the widths of letters, so the renderer need not measure them."""
    vl_convert.register_font_directory(str(FONTS))
    measured = json.loads(json.dumps(CHARTS[kind].draw("vi")).replace(UNMEASURED, FAMILY))
    other = {kind: replace(CHARTS[kind], draw=lambda _: measured)}

    drawn = draw_charts(_plan(specs[kind]), CHARTS, run_here)
    again = draw_charts(_plan(specs[kind]), other, run_here)

    assert measured != CHARTS[kind].draw("vi")
    assert again.value == drawn.value


def test_a_spark_has_no_text(specs, run_here):
    """Text is what costs; a spark has none."""
    drawn = draw_charts(_plan(specs["spark"]), CHARTS, run_here)

    assert "<text" not in drawn.value[PAGE, "spark-ct1"].svg


def test_the_order_of_charts_changes_no_byte(specs, run_here):
    """The renderer's own counters do not reach the page."""
    forwards = draw_charts(_plan(*specs.values()), CHARTS, run_here).value
    backwards = draw_charts(_plan(*reversed(specs.values())), CHARTS, run_here).value

    assert {k: d.svg for k, d in forwards.items()} == {k: d.svg for k, d in backwards.items()}


def test_ids_are_unique_in_a_page_with_all_kinds(specs, run_here):
    """Many charts stand in one document."""
    drawn = draw_charts(_plan(*specs.values()), CHARTS, run_here).value

    ids = [e.get("id") for d in drawn.values() for e in _read(d.svg).iter() if e.get("id")]
    assert len(ids) == len(set(ids))


def test_alike_charts_are_drawn_once(specs, run_here):
    """A spark on two pages is one drawing."""
    asked = []

    def run(step, inputs):
        asked.append((step.name, len(inputs)))
        return run_here(step, inputs)

    one, other = _plan(specs["spark"]), _plan(specs["spark"], path="index.html")
    drawn = draw_charts(SitePlan((*one.pages, *other.pages), {}, ()), CHARTS, run)

    assert asked == [("chart-kind", 1), ("chart", 1)]
    assert len(drawn.value) == 2


def test_a_hundred_units_make_a_tall_ranking(make_indicator, make_portal, run_here, vi):
    """The height follows the bars."""
    portal = make_portal(make_indicator(), {f"u{i}": [("2024", float(i))] for i in range(100)})
    spec = CHARTS["ranking"].prepare(portal, ChartRequest("ranking", "CT1"), vi)

    drawn = draw_charts(_plan(spec), CHARTS, run_here)

    root = _read(drawn.value[PAGE, spec.id].svg)
    assert (root.get("width"), root.get("height")) == ("640", "2436")
    assert len(list(root.iter("text"))) == 200


def test_a_wider_left_margin_leaves_the_chart_as_wide_as_it_was(
    make_indicator, make_portal, run_here, vi
):
    """Long numbers beside the plot move its left edge, and nothing else."""
    figures = [("2021", 0.0), ("2022", 3_804_653.0)]
    portal = make_portal(make_indicator(maximum=None, decimals=0), {"tinh": figures})
    spec = CHARTS["trend"].prepare(portal, ChartRequest("trend", "CT1"), vi)

    drawn = draw_charts(_plan(spec), CHARTS, run_here)

    root = _read(drawn.value[PAGE, spec.id].svg)
    edges = {line.get("x2") for line in root.iter("line") if line.get("y2", "0") == "0"}
    assert root.get("width") == "640"
    assert f"translate({spec.left}," in drawn.value[PAGE, spec.id].svg
    assert str(640 - 34 - spec.left) in edges


def test_a_plan_without_charts_starts_nothing():
    """No drawing engine for pages of text."""
    drawn = draw_charts(_plan(), CHARTS, None)

    assert (drawn.value, drawn.problems) == ({}, ())


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        (_spec("own"), "SB601"),
        (_spec("own", {"x": 1.0}, name="misspelt"), "SB601"),
        (_spec("own", {"x": float("nan")}), "SB602"),
        (_spec("own", {"x": float("inf")}), "SB602"),
    ],
)
def test_a_chart_that_shows_nothing_is_an_error(run_here, spec: ChartSpec, code: str):
    """No rows, rows under another name, numbers that are none: reported at the page."""
    chart = alt.Chart(alt.NamedData("rows")).mark_point().encode(x="x:Q")

    drawn = draw_charts(_plan(spec), {"own": _kind(chart)}, run_here)

    assert drawn.value == {}
    assert [(p.rule.code, p.location) for p in drawn.problems] == [(code, Location(PAGE))]


@pytest.mark.parametrize(
    ("chart", "what"),
    [
        (alt.Chart(alt.UrlData("https://x.vn/a.csv")).mark_point().encode(x="x:Q"), "url"),
        (alt.Chart(alt.UrlData("file:///etc/passwd")).mark_point().encode(x="x:Q"), "url"),
        (alt.Chart(alt.NamedData("rows")).mark_image(url="https://x.vn/a.png"), "url"),
        (alt.Chart(alt.NamedData("rows")).mark_point(href="https://x.vn"), "href"),
        (alt.Chart(alt.NamedData("rows")).mark_image().encode(url="u:N"), "url"),
    ],
)
def test_a_kind_that_reaches_outside_is_refused(run_here, chart: alt.Chart, what: str):
    """Addresses of data, images and links are found before the renderer sees them."""
    spec = _spec("own", {"x": 1.0, "u": "https://x.vn/b.png"})

    drawn = draw_charts(_plan(spec), {"own": _kind(chart)}, run_here)

    assert drawn.value == {}
    (problem,) = drawn.problems
    assert problem.rule.code == "SB603"
    assert str(facts_of(problem)["what"]).startswith(what)


def test_two_charts_of_one_id_are_an_error(specs, run_here):
    """The second of two different charts that share an id is reported, the first stays."""
    other = replace(specs["spark"], title="Khác")

    drawn = draw_charts(_plan(specs["spark"], other), CHARTS, run_here)

    assert [p.rule.code for p in drawn.problems] == ["SB604"]
    assert drawn.value[PAGE, "spark-ct1"].spec == specs["spark"]


def test_numbers_that_the_renderer_writes_follow_the_language(run_here):
    """A kind may leave numbers to Vega: comma and point are then the language's."""
    axis = alt.Axis(format=",.1f", values=[1234.5])
    chart = alt.Chart(alt.NamedData("rows")).mark_point().encode(x=alt.X("x:Q", axis=axis))

    drawn = draw_charts(_plan(_spec("own", {"x": 1234.5})), {"own": _kind(chart)}, run_here)

    assert ">1.234,5<" in drawn.value[PAGE, "own-x"].svg


def test_a_colour_that_is_no_token_is_refused(run_here):
    """A white that stays white in the dark theme is a mistake of the kind."""
    chart = alt.Chart(alt.NamedData("rows")).mark_point(fill="white").encode(x="x:Q")

    drawn = draw_charts(_plan(_spec("own", {"x": 1.0})), {"own": _kind(chart)}, run_here)

    assert [p.rule.code for p in drawn.problems] == ["SB603"]


@pytest.mark.parametrize(
    ("kind", "tag", "count"),
    [("trend", "path", 3), ("ranking", "path", 2), ("progress", "path", 1)],
)
def test_every_row_of_the_main_data_has_its_mark(specs, run_here, kind: str, tag: str, count: int):
    """Points, bars: as many as there are figures."""
    drawn = draw_charts(_plan(specs[kind]), CHARTS, run_here).value[PAGE, specs[kind].id]

    marks = [e for e in _read(drawn.svg).iter(tag) if e.get("fill") in FIGURES]
    assert len(marks) == count == len(specs[kind].datasets[0][1])
