"""The trend kind: data, sentence, table, notes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from site_builder.charts.kinds.trend import TREND
from site_builder.model.charts import ChartRequest
from site_builder.model.indicator import Baseline, Break, Comparator, Target, TargetKind
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Frequency, parse_period
from site_builder.model.portal import Comparable
from site_builder.model.text import Text
from site_builder.model.units import Unit, UnitChange, UnitRegister

BY = Target(TargetKind.BY, Comparator.AT_LEAST, 100.0, period=parse_period("2030"), source="KH211")
EVERY = Target(
    TargetKind.EVERY,
    Comparator.MORE_THAN,
    90.0,
    first=parse_period("2020"),
    last=parse_period("2030"),
)
REQUEST = ChartRequest("trend", "CT1")


def _data(spec, name):
    return dict(spec.datasets)[name]


def test_the_sentence_tells_the_way_and_the_target(make_indicator, make_portal, make_wording):
    """First and last figure, and what is asked, in the words of the page's language."""
    portal = make_portal(make_indicator(targets=(BY,)), {"tinh": [("2019", 95.0), ("2022", 98.3)]})

    sentences = [
        TREND.prepare(portal, REQUEST, make_wording(code)).sentence for code in ("vi", "en")
    ]

    assert sentences == [
        (
            "Tỷ lệ thử của Tỉnh Thử tăng từ 95,0\xa0% (2019) lên 98,3\xa0% (2022); "
            "chỉ tiêu: đạt 100\xa0% vào năm 2030."
        ),
        (
            "Test rate, Unit tinh: up from 95.0\xa0% (2019) to 98.3\xa0% (2022); "
            "target: reach 100\xa0% by 2030."
        ),
    ]


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ([("2022", 98.3)], "Tỷ lệ thử của Tỉnh Thử là 98,3\xa0% (2022)."),
        (
            [("2021", 98.3), ("2022", 97.0)],
            "Tỷ lệ thử của Tỉnh Thử giảm từ 98,3\xa0% (2021) xuống 97,0\xa0% (2022).",
        ),
        (
            [("2021", 98.31), ("2022", 98.29)],
            "Tỷ lệ thử của Tỉnh Thử giữ nguyên ở mức 98,3\xa0% từ 2021 đến 2022.",
        ),
    ],
)
def test_the_sentence_follows_the_figures(make_indicator, make_portal, vi, figures, sentence):
    """One figure, a fall, and a change that cannot be seen in the figures shown."""
    portal = make_portal(make_indicator(), {"tinh": figures})

    assert TREND.prepare(portal, REQUEST, vi).sentence == sentence


def test_the_sentence_does_not_compare_over_a_break(make_indicator, make_portal, vi):
    """The scale of ratings before 2018 is not the later one."""
    indicator = make_indicator(breaks=(Break(parse_period("2018"), Text((("vi", "Thang mới."),))),))
    portal = make_portal(indicator, {"tinh": [("2017", 48.0), ("2018", 90.0), ("2019", 91.0)]})

    spec = TREND.prepare(portal, REQUEST, vi)

    assert spec.sentence.startswith("Tỷ lệ thử của Tỉnh Thử tăng từ 90,0\xa0% (2018)")
    assert _data(spec, "breaks") == ({"x": 2017.5, "y": 40.0, "y2": 100.0},)
    assert "Vạch đứng: từ 2018 không nối với các kỳ trước. Thang mới." in spec.notes


def test_a_preliminary_figure_is_an_open_point_and_is_said_to_be_one(
    make_indicator, make_figure, make_portal, vi
):
    """Open points, a word in the sentence and in the table, and a note."""
    open_figure = make_figure("2023", 98.0, status=ObsStatus.PRELIMINARY, final=False)
    portal = make_portal(make_indicator(), {"tinh": [("2022", 97.0), open_figure]})

    spec = TREND.prepare(portal, REQUEST, vi)

    assert [row["filled"] for row in _data(spec, "figures")] == [True, False]
    assert "98,0\xa0% (2023, sơ bộ)" in spec.sentence
    assert spec.rows[1] == ("2023", "98,0", "Sơ bộ")
    assert spec.notes == ("Điểm rỗng: số liệu sơ bộ, ước tính hoặc lũy kế chưa hết năm.",)


def test_the_table_holds_the_numbers_the_counts_and_what_is_missing(
    make_indicator, make_figure, make_portal, vi
):
    """Incomplete sums, missing periods and targets are all in the rows."""
    summed = make_figure(
        "2022", 95.0, numerator=1900.0, denominator=2000.0, aggregated=True, due=18, counted=12
    )
    portal = make_portal(make_indicator(targets=(EVERY, BY)), {"tinh": [("2021", None), summed]})

    spec = TREND.prepare(portal, REQUEST, vi)

    assert spec.header == (
        "Kỳ",
        "Giá trị (%)",
        "Tử số",
        "Mẫu số",
        "Chỉ tiêu",
        "Tính chất số liệu",
    )
    assert spec.numeric == (False, True, True, True, False, False)
    assert spec.rows == (
        ("2021", "–", "", "", ">\xa090\xa0%", "Chưa báo cáo"),
        ("2022", "95,0", "1.900", "2.000", ">\xa090\xa0%", "tổng hợp từ 12/18 đơn vị, chưa đủ"),
        ("2030", "–", "", "", "≥\xa0100\xa0%", ""),
    )


def test_running_totals_stand_apart(make_indicator, make_portal, vi):
    """An open year's totals are drawn thin and open, and said to be so far."""
    indicator = make_indicator(
        cumulative=True,
        frequency=Frequency.QUARTER,
        unit_measure="household",
        decimals=0,
        maximum=None,
    )
    portal = make_portal(
        indicator, {"tinh": [("2023-Q4", 1600.0), ("2024-Q4", 1905.0), ("2025-Q1", 300.0)]}
    )

    spec = TREND.prepare(portal, REQUEST, vi)

    assert [row["y"] for row in _data(spec, "running")] == [300.0]
    assert spec.sentence == (
        "Tỷ lệ thử của Tỉnh Thử tăng từ 1.600\xa0hộ (2023) lên 1.905\xa0hộ (2024); "
        "lũy kế 300\xa0hộ (Quý I/2025)."
    )


def test_the_chart_reaches_from_the_baseline_to_the_target(make_indicator, make_portal, vi):
    """Both ends of the plan are on the paper, with the way between them dashed."""
    indicator = make_indicator(
        targets=(BY,), baseline=Baseline(parse_period("2022"), 98.3, "BC"), method="linear"
    )
    portal = make_portal(indicator, {"tinh": [("2023", 98.6), ("2024", 98.9)]})

    spec = TREND.prepare(portal, REQUEST, vi)

    assert _data(spec, "goals") == ({"x": 2022.0, "y": 98.3, "x2": 2030.0, "y2": 100.0},)
    assert _data(spec, "ends") == ({"x": 2030.0, "y": 100.0},)
    assert _data(spec, "baseline") == ({"x": 2022.0, "y": 98.3},)
    years = [row["label"] for row in _data(spec, "years")]
    assert years == ["2022", "2024", "2026", "2028", "2030"]
    assert spec.sources == ("BC", "KH211")


@pytest.mark.parametrize(
    ("baseline", "notes"),
    [(None, ()), (Baseline(parse_period("2022"), 98.3, "BC"), ("Đường gạch: chỉ tiêu.",))],
)
def test_a_dashed_line_is_explained_where_there_is_one(
    make_indicator, make_portal, vi, baseline, notes
):
    """Without a baseline no way leads to the target: it is a single mark with its name."""
    indicator = make_indicator(targets=(BY,), baseline=baseline, method="linear")
    portal = make_portal(indicator, {"tinh": [("2023", 98.6), ("2024", 98.9)]})

    spec = TREND.prepare(portal, REQUEST, vi)

    assert tuple(note for note in spec.notes if "gạch" in note) == notes


def test_a_quarter_stands_within_its_year(make_indicator, make_portal, vi):
    """The name of a year is in the middle of its four quarters, not below the last of them."""
    quarters = [(f"{year}-Q{n}", 90.0 + n) for year in (2024, 2025) for n in (1, 2, 3, 4)]
    indicator = make_indicator(frequency=Frequency.QUARTER)

    spec = TREND.prepare(make_portal(indicator, {"tinh": quarters}), REQUEST, vi)

    assert [row["x"] for row in _data(spec, "figures")][-4:] == [2024.25, 2024.5, 2024.75, 2025.0]
    assert [(row["x"], row["label"]) for row in _data(spec, "years")] == [
        (2023.5, "2024"),
        (2024.5, "2025"),
    ]


@pytest.mark.parametrize(
    ("periods", "places"),
    [
        (("2023-Q4", "2024-Q4", "2025-Q4"), [2023.0, 2024.0, 2025.0]),
        (("2022-Q2", "2023-Q2", "2024-Q2"), [2021.5, 2022.5, 2023.5]),
    ],
)
def test_a_cumulative_year_stands_above_its_name(make_indicator, make_portal, vi, periods, places):
    """Its last quarter is the year's own figure; where none is there the name is amid the year."""
    indicator = make_indicator(frequency=Frequency.QUARTER, cumulative=True)
    portal = make_portal(indicator, {"tinh": [(period, 90.0) for period in periods]})

    spec = TREND.prepare(portal, REQUEST, vi)

    assert [row["x"] for row in _data(spec, "years")] == places


def test_a_year_that_is_seen_in_part_is_named_in_that_part(make_indicator, make_portal, vi):
    """The first quarter of 2024, the last figure, does not stand beyond the name of 2023 alone."""
    periods = ("2021-Q4", "2022-Q2", "2023-Q1", "2024-Q1")
    indicator = make_indicator(frequency=Frequency.QUARTER)
    portal = make_portal(indicator, {"tinh": [(period, 90.0) for period in periods]})

    spec = TREND.prepare(portal, REQUEST, vi)

    places = {row["label"]: row["x"] for row in _data(spec, "years")}
    assert list(places) == ["2021", "2022", "2023", "2024"]
    assert (places["2022"], places["2023"]) == (2021.5, 2022.5)
    assert 2020.8 < places["2021"] < 2021.0
    assert 2023.0 < places["2024"] < 2023.4


def test_the_labels_are_few(make_indicator, make_portal, vi):
    """The newest figure and each target, once."""
    portal = make_portal(make_indicator(targets=(EVERY, EVERY)), {"tinh": [("2021", 91.0)]})

    labels = _data(TREND.prepare(portal, REQUEST, vi), "labels")

    assert [row["text"] for row in labels] == ["Chỉ tiêu >\xa090\xa0%", "91,0\xa0%"]


@pytest.mark.parametrize("series", [{}, {"tinh": [("2022", None)]}])
def test_nothing_known_is_no_chart(make_indicator, make_portal, vi, series):
    """No series, or one without a single value, gives None and not an empty frame."""
    assert TREND.prepare(make_portal(make_indicator(), series), REQUEST, vi) is None


def test_another_unit_can_be_asked_for(make_indicator, make_portal, vi):
    """Its id names the unit, so that a page may hold both."""
    portal = make_portal(make_indicator(), {"tinh": [("2022", 1.0)], "xã-đông": [("2022", 2.0)]})

    spec = TREND.prepare(portal, ChartRequest("trend", "CT1", "xã-đông"), vi)

    assert spec.id == "trend-ct1-xa-dong"
    assert spec.title == "Tỷ lệ thử qua các kỳ – Đơn vị xã-đông"


def merged(make_portal, make_indicator, make_figure, restated: float | None):
    """Build a portal in which huyen-b went into huyen-a on 1 January 2024."""
    portal = make_portal(
        make_indicator(), {"huyen-a": [("2022", 60.0), ("2023", 70.0), ("2024", 90.0)]}
    )
    changes = (UnitChange(date(2024, 1, 1), "huyen-b", "huyen-a"),)
    figure = None if restated is None else make_figure("2023", restated, restated=True)
    reason = "" if figure else "predecessor_missing"
    key = ("CT1", "huyen-a", ())
    comparable = (Comparable(parse_period("2023"), figure, changes, reason),)
    series = {**portal.series, key: replace(portal.series[key], comparable=comparable)}
    units = {u: portal.disclosed.units.get(u) for u in portal.disclosed.units.units}
    units["huyen-b"] = Unit("huyen-b", Text((("vi", "Huyện B"),)))
    disclosed = replace(portal.disclosed, units=UnitRegister(units, changes))
    return replace(portal, series=series, disclosed=disclosed)


def test_a_merger_parts_the_line(make_indicator, make_portal, make_figure, vi):
    """The figure on today's units leads to the newest one; the reported line stops before."""
    portal = merged(make_portal, make_indicator, make_figure, 88.0)

    spec = TREND.prepare(portal, ChartRequest("trend", "CT1", unit="huyen-a"), vi)
    rows = dict(spec.datasets)

    assert [(r["y"], r["segment"]) for r in rows["figures"]] == [(60.0, 0), (70.0, 0), (90.0, 1)]
    assert [(r["y"], r["segment"]) for r in rows["restated"]] == [(88.0, 0), (90.0, 0)]
    assert [r["x"] for r in rows["breaks"]] == [2023.5]
    assert [r["text"].strip() for r in rows["labels"] if r.get("quiet")] == [
        "từ 01/01/2024",
        "quy đổi theo đơn vị hiện nay",
    ]
    assert spec.sentence.startswith(
        "Tỷ lệ thử của Đơn vị huyen-a tăng từ 88,0\N{NO-BREAK SPACE}% (2023, theo đơn vị hiện nay)"
    )


def test_a_merger_is_told_below_the_chart(make_indicator, make_portal, make_figure, vi):
    """Who went into whom, what the grey line is, and both figures side by side."""
    portal = merged(make_portal, make_indicator, make_figure, 88.0)

    spec = TREND.prepare(portal, ChartRequest("trend", "CT1", unit="huyen-a"), vi)

    assert spec.notes == (
        (
            "Vạch đứng: từ ngày 01/01/2024 địa bàn thay đổi (Huyện B → Đơn vị huyen-a), không nối "
            "với số đã báo cáo của các kỳ trước."
        ),
        "Màu xám: số các kỳ trước, quy đổi theo đơn vị hiện nay.",
    )
    assert spec.header[:3] == ("Kỳ", "Giá trị (%)", "Theo đơn vị hiện nay (%)")
    assert [row[:3] for row in spec.rows][1:] == [
        ("2023", "70,0", "88,0"),
        ("2024", "90,0", "90,0"),
    ]


def test_a_merger_without_comparison_parts_the_line_too(
    make_indicator, make_portal, make_figure, vi
):
    """Nobody knows what the other unit had: no grey line, and still no jump."""
    words = replace(vi, texts={**vi.texts, "comparable.predecessor_missing": "thiếu số"})
    portal = merged(make_portal, make_indicator, make_figure, None)

    spec = TREND.prepare(portal, ChartRequest("trend", "CT1", unit="huyen-a"), words)
    rows = dict(spec.datasets)

    assert rows["restated"] == ()
    assert [r["segment"] for r in rows["figures"]] == [0, 0, 1]
    assert spec.rows[1][2] == "thiếu số"


@pytest.mark.parametrize(
    ("value", "left"), [(98.0, 56), (9_000.0, 56), (3_804_653.0, 74), (1_234_567_890.0, 101)]
)
def test_the_left_margin_holds_the_longest_number(make_indicator, make_portal, vi, value, left):
    """From one million on the usual margin would cut the number off."""
    indicator = make_indicator(maximum=None, decimals=0)
    portal = make_portal(indicator, {"tinh": [("2021", 0.0), ("2022", value)]})

    assert TREND.prepare(portal, REQUEST, vi).left == left


def test_a_break_before_the_first_own_figure_is_explained(
    make_indicator, make_portal, make_figure, vi
):
    """A successor has its own figures from later on, but the grey line begins before."""
    indicator = make_indicator(breaks=(Break(parse_period("2023")),))
    portal = make_portal(indicator, {"huyen-a": [("2024", 90.0)]})
    changes = (UnitChange(date(2024, 1, 1), "huyen-b", "huyen-a"),)
    earlier = tuple(
        Comparable(parse_period(p), make_figure(p, 80.0, restated=True), changes)
        for p in ("2022", "2023")
    )
    key = ("CT1", "huyen-a", ())
    series = {**portal.series, key: replace(portal.series[key], comparable=earlier)}
    units = {**portal.disclosed.units.units, "huyen-b": Unit("huyen-b", Text((("vi", "B"),)))}
    disclosed = replace(portal.disclosed, units=UnitRegister(units, changes))
    portal = replace(portal, series=series, disclosed=disclosed)

    spec = TREND.prepare(portal, ChartRequest("trend", "CT1", unit="huyen-a"), vi)

    assert [row["x"] for row in _data(spec, "breaks")] == [2022.5, 2023.5]
    assert spec.notes[0].startswith("Vạch đứng: từ 2023 số liệu được tính theo cách khác")
    assert spec.notes[1].startswith("Vạch đứng: từ ngày 01/01/2024")


def test_a_part_is_not_told_as_the_whole(make_indicator, make_portal, make_figure, vi):
    """A unit that went to two others was split, even where nobody said how."""
    words = replace(vi, texts={**vi.texts, "unit_change.part": "một phần, chưa rõ tỷ lệ"})
    portal = merged(make_portal, make_indicator, make_figure, None)
    units = portal.disclosed.units
    other = UnitChange(date(2024, 1, 1), "huyen-b", "tinh")
    split = replace(units, changes=(*units.changes, other))
    portal = replace(portal, disclosed=replace(portal.disclosed, units=split))
    words = replace(words, texts={**words.texts, "comparable.predecessor_missing": "thiếu số"})

    spec = TREND.prepare(portal, ChartRequest("trend", "CT1", unit="huyen-a"), words)

    assert "(Huyện B (một phần, chưa rõ tỷ lệ) → Đơn vị huyen-a)" in spec.notes[0]


def changed(portal, unit: str, **days: date):
    """Return the portal with the days of a unit."""
    register = portal.disclosed.units
    units = {**register.units, unit: replace(register.get(unit), **days)}
    disclosed = replace(portal.disclosed, units=replace(register, units=units))
    return replace(portal, disclosed=disclosed)


def test_a_rename_is_called_one(make_indicator, make_portal, make_figure, vi):
    """One unit went whole into a new one of another name: its territory is the same."""
    portal = merged(make_portal, make_indicator, make_figure, 88.0)
    portal = changed(portal, "huyen-a", valid_from=date(2024, 1, 1))

    spec = TREND.prepare(portal, ChartRequest("trend", "CT1", unit="huyen-a"), vi)

    assert spec.notes[0] == (
        "Vạch đứng: từ ngày 01/01/2024 đơn vị đổi tên (Huyện B → Đơn vị huyen-a)."
    )


def test_a_former_unit_has_no_units_of_today(make_indicator, make_portal, make_figure, vi):
    """Its earlier figures are put on the territory of its last day."""
    portal = merged(make_portal, make_indicator, make_figure, 88.0)
    portal = changed(portal, "huyen-a", valid_to=date(2025, 6, 30))

    spec = TREND.prepare(portal, ChartRequest("trend", "CT1", unit="huyen-a"), vi)

    assert spec.header[2] == "Theo địa bàn khi chấm dứt hoạt động (%)"
    assert "(2023, theo địa bàn khi chấm dứt hoạt động)" in spec.sentence
    assert _data(spec, "labels")[-1]["text"] == "theo địa bàn khi chấm dứt"
    assert spec.notes[-1] == (
        "Màu xám: số các kỳ trước, quy đổi theo địa bàn khi chấm dứt hoạt động."
    )


def test_an_aside_in_a_running_sentence_stands_in_brackets(
    make_indicator, make_portal, make_figure, vi
):
    """Else "on today's units" would seem to last until the later period."""
    portal = merged(make_portal, make_indicator, make_figure, 90.0)

    spec = TREND.prepare(portal, ChartRequest("trend", "CT1", unit="huyen-a"), vi)

    assert spec.sentence.startswith(
        "Tỷ lệ thử của Đơn vị huyen-a giữ nguyên ở mức 90,0\xa0% "
        "từ 2023 (theo đơn vị hiện nay) đến 2024"
    )
