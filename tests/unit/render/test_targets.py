"""Targets in words."""

from dataclasses import replace
from datetime import date

import pytest

from site_builder.model.indicator import Comparator, Target, TargetKind
from site_builder.model.period import Frequency, Period
from site_builder.render.targets import make_target, make_validity

EVERY, BY = TargetKind.EVERY, TargetKind.BY
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("target", "text"),
    [
        (Target(BY, Comparator.AT_LEAST, 100, Period(2030)), f"đạt 100{NBSP}% vào năm 2030"),
        (Target(BY, Comparator.EQUAL, 100, Period(2030)), f"đạt 100{NBSP}% vào năm 2030"),
        (Target(EVERY, Comparator.MORE_THAN, 90), f"trên 90{NBSP}% mỗi năm"),
        (Target(EVERY, Comparator.AT_LEAST, 3.5), f"ít nhất 3,5{NBSP}% mỗi năm"),
        (
            Target(EVERY, Comparator.AT_LEAST, 3, first=Period(2020), last=Period(2030)),
            f"ít nhất 3{NBSP}% mỗi năm, 2020–2030",
        ),
        (
            Target(EVERY, Comparator.AT_LEAST, 3, first=Period(2024), last=Period(2024)),
            f"ít nhất 3{NBSP}% mỗi năm, 2024",
        ),
        (
            Target(BY, Comparator.AT_MOST, 5, Period(2026, Frequency.QUARTER, 2)),
            f"không quá 5{NBSP}% đến hết Quý II/2026",
        ),
    ],
)
def test_a_target_is_said_in_words(scope, indicator, target, text):
    """Over 90 and at least 3 are told apart; the greatest possible is "reached"."""
    assert make_target(scope, indicator, target) == text


def test_a_cumulative_figure_is_held_against_its_target_yearly(scope, indicator):
    """Monthly figures that grow within the year do not owe the whole target each month."""
    cumulative = replace(indicator, cumulative=True, frequency=Frequency.MONTH)

    text = make_target(scope, cumulative, Target(EVERY, Comparator.AT_LEAST, 3))

    assert text == f"ít nhất 3{NBSP}% mỗi năm"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2022, 11, 1), None, "từ 01/11/2022"),
        (None, date(2025, 6, 30), "đến 30/06/2025"),
        (date(2022, 11, 1), date(2025, 6, 30), "từ 01/11/2022 đến 30/06/2025"),
        (None, None, ""),
    ],
)
def test_validity_names_the_bounds_there_are(scope, first, last, text):
    """An unbounded target says nothing."""
    assert make_validity(scope, first, last) == text
