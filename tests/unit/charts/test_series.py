"""Which figures a line joins."""

from __future__ import annotations

from site_builder.charts.series import latest_era, make_points
from site_builder.model.indicator import Break
from site_builder.model.period import Frequency, parse_period
from site_builder.model.portal import Series


def _points(indicator, *figures):
    return make_points(indicator, Series(indicator.code, "tinh", (), figures))


def test_a_missing_figure_ends_the_line(make_indicator, make_figure):
    """A period that was not reported is a gap, and the figures around it may be compared."""
    figures = [make_figure(p, v) for p, v in (("2019", 1.0), ("2020", None), ("2021", 3.0))]

    points = _points(make_indicator(), *figures)

    assert [(p.value, p.segment, p.era) for p in points] == [(1.0, 0, 0), (3.0, 1, 0)]


def test_a_break_ends_the_line_and_the_comparison(make_indicator, make_figure):
    """From the period of a break on, a new era begins."""
    indicator = make_indicator(breaks=(Break(parse_period("2018")),))
    figures = [make_figure(p, 1.0) for p in ("2016", "2017", "2018", "2019")]

    points = _points(indicator, *figures)

    assert [p.era for p in points] == [0, 0, 1, 1]
    assert [str(p.figure.period) for p in latest_era(points)] == ["2018", "2019"]


def test_a_break_within_a_year_parts_its_quarters(make_indicator, make_figure):
    """The old and the new way of measuring meet in the middle of a year."""
    indicator = make_indicator(breaks=(Break(parse_period("2018-Q3")),))
    figures = [make_figure(f"2018-Q{n}", 1.0) for n in (1, 2, 3, 4)]

    assert [p.era for p in _points(indicator, *figures)] == [0, 0, 1, 1]


def test_a_year_gives_way_to_its_quarters(make_indicator, make_figure):
    """One span of time is drawn once, as finely as it is known."""
    figures = [make_figure(p, 1.0) for p in ("2023", "2024-Q1", "2024-Q2", "2024")]

    points = _points(make_indicator(frequency=Frequency.QUARTER), *figures)

    assert [str(p.figure.period) for p in points] == ["2023", "2024-Q1", "2024-Q2"]
    assert [p.era for p in points] == [0, 1, 1]


def test_a_cumulative_series_goes_from_year_end_to_year_end(make_indicator, make_figure):
    """Totals within a closed year are steps on the way, those of an open year run apart."""
    indicator = make_indicator(cumulative=True, frequency=Frequency.QUARTER)
    periods = ("2023-Q2", "2023-Q4", "2024-Q2", "2024", "2025-Q1", "2025-Q2")

    points = _points(indicator, *(make_figure(p, 1.0) for p in periods))

    assert [(str(p.figure.period), p.running) for p in points] == [
        ("2023-Q4", False),
        ("2024", False),
        ("2025-Q1", True),
        ("2025-Q2", True),
    ]


def test_a_last_quarter_stands_in_for_a_year_that_is_not_reported(make_indicator, make_figure):
    """A year's own row without a value does not hide the total of its last part."""
    indicator = make_indicator(cumulative=True, frequency=Frequency.QUARTER)
    figures = (make_figure("2024-Q4", 7.0), make_figure("2024", None))

    assert [p.value for p in _points(indicator, *figures)] == [7.0]
