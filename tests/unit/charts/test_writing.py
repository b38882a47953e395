"""Ids, numbers and targets in words."""

from __future__ import annotations

import pytest

from site_builder.charts.writing import Writer, write_id
from site_builder.model.indicator import Comparator, Target, TargetKind


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("CT1", None), "trend-ct1"),
        (("CT1", "huyen-a"), "trend-ct1-huyen-a"),
        (("CT3′", None), "trend-ct3u2032"),
        (("Đất đai", None), "trend-datu20dai"),
    ],
)
def test_an_id_is_plain_and_keeps_codes_apart(parts, text):
    """CT3 and CT3′ are two indicators and get two ids."""
    assert write_id("trend", *parts) == text


@pytest.mark.parametrize(
    ("comparator", "value", "words", "sign"),
    [
        (Comparator.AT_LEAST, 100.0, "đạt 100\xa0%", "≥\xa0100\xa0%"),
        (Comparator.AT_LEAST, 3.0, "ít nhất 3\xa0%", "≥\xa03\xa0%"),
        (Comparator.MORE_THAN, 90.0, "trên 90\xa0%", ">\xa090\xa0%"),
        (Comparator.AT_MOST, 2.25, "không quá 2,25\xa0%", "≤\xa02,25\xa0%"),
    ],
)
def test_a_target_keeps_its_strictness(make_indicator, vi, comparator, value, words, sign):
    """Over and at least differ; nobody says "at least 100 %"."""
    writer = Writer(make_indicator(), vi)
    target = Target(TargetKind.EVERY, comparator, value)

    assert (writer.ask(target), writer.sign(target)) == (words, sign)


def test_an_unknown_unit_of_measure_is_written_as_it_is(make_indicator, vi):
    """The theme need not know every measure."""
    assert Writer(make_indicator(unit_measure="km²"), vi).value(3.0) == "3,0\xa0km²"
