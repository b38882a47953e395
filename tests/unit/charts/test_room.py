"""Where texts stand on a chart over time."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from site_builder.charts.labels import territory_labels
from site_builder.charts.room import Box, Frame, Plot
from site_builder.charts.series import Point
from site_builder.charts.territory import TerritoryMark
from site_builder.charts.writing import Writer

FRAME = Frame(2020.0, 2030.0, 0.0, 100.0, 550.0, 230.0)
MARKS = (
    TerritoryMark(2023.5, (date(2024, 1, 1),)),
    TerritoryMark(2024.5, (date(2025, 7, 1),)),
)


def label(x: float, text: str = "từ 01/01/2024", **fields):
    return {"x": x, "y": 100.0, "text": text, "align": "center", "dy": -10, **fields}


@pytest.fixture
def writer(make_indicator, vi):
    return Writer(make_indicator(), vi)


@pytest.fixture
def make_points(make_figure):
    def make(*places: tuple[float, float]):
        figure = make_figure("2023", 1.0)
        return tuple(Point(figure, x, y, 0, 0) for x, y in places)

    return make


@pytest.mark.parametrize(
    ("line", "struck"),
    [
        ((0, 0, 100, 100), True),
        ((50, 0, 50, 100), True),
        ((0, 50, 100, 50), True),
        ((50, 50, 50, 50), True),
        ((0, 30, 100, 30), False),
        ((61, 0, 61, 100), False),
        ((0, 0, 39, 39), False),
        ((0, 60, 60, 100), False),
    ],
)
def test_a_line_strikes_a_text_or_passes_it(line, struck):
    """Upright, level, slanting, or a mere point."""
    assert Box(40, 40, 60, 60).is_struck(line) is struck


def test_days_of_changes_stand_beside_each_other(writer):
    """A year apart is nearer than a date is wide."""
    labels = territory_labels(MARKS, (), Plot(FRAME), writer)

    assert [row["text"] for row in labels] == ["từ 01/01/2024", "từ 01/07/2025"]
    for index, row in enumerate(labels):
        others = (*labels[:index], *labels[index + 1 :])
        assert Plot(FRAME, others).is_apart(row)


def test_a_day_gives_way_to_the_label_of_a_target(writer):
    """What stands above the edge already stays as it is."""
    target = label(2024.0, "Chỉ tiêu ≥ 100 %, mỗi năm một lần")

    labels = territory_labels(MARKS, (), Plot(FRAME, (target,)), writer)

    assert len(labels) == len(MARKS)
    for one, other in combinations((target, *labels), 2):
        assert Plot(FRAME, (one,)).is_apart(other)


def test_the_grey_line_is_named_where_no_line_runs_through(writer, make_points):
    """Its own slope, and the upright lines, leave room further on."""
    points = make_points((2021.0, 10.0), (2029.0, 90.0))
    stroke = (2021.0, 10.0, 2029.0, 90.0)
    plot = Plot(FRAME, lines=((2022.0, 0.0, 2022.0, 100.0), stroke))

    (found,) = territory_labels((), points, plot, writer)

    assert found["text"] == "quy đổi theo đơn vị hiện nay"
    assert plot.is_free(found)


def test_the_grey_line_has_a_short_name_for_little_room(writer, make_points):
    """Between upright lines a word and a half still fits."""
    uprights = tuple((x, 0.0, x, 100.0) for x in (2022.2, 2023.4, 2024.6, 2026.0, 2027.5, 2029.0))

    (found,) = territory_labels((), make_points((2021.0, 50.0)), Plot(FRAME, (), uprights), writer)

    assert found["text"] == "quy đổi"


def test_the_grey_lines_name_stays_beside_it(writer, make_points):
    """Its long name would stand below the reported figures; the short one fits where it is grey."""
    lines = ((2022.5, 0.0, 2022.5, 100.0), (2023.6, 0.0, 2023.6, 100.0))
    plot = Plot(FRAME, lines=lines)

    (found,) = territory_labels((), make_points((2021.0, 50.0), (2024.0, 50.0)), plot, writer)

    assert (found["text"], found["x"]) == ("quy đổi", 2021.0)


def test_without_room_the_notes_must_do(writer, make_points):
    """No text is better than one that nobody can read."""
    lines = tuple((2020 + n / 10, 0.0, 2020 + n / 10, 100.0) for n in range(100))

    assert territory_labels((), make_points((2021.0, 50.0)), Plot(FRAME, (), lines), writer) == ()
    full = Plot(
        FRAME,
        tuple(
            label(2020 + n, "x" * 12, y=y, dy=0) for n in range(11) for y in (0, 5, 95, 100, 104)
        ),
    )
    assert territory_labels(MARKS, (), full, writer) == ()
