"""What an indicator's file can contradict in itself."""

from __future__ import annotations

import pytest

from site_builder.config.indicator_rules import read_indicator
from site_builder.config.tree import compose
from site_builder.diagnostics import Checked
from site_builder.model.indicator import Indicator

RATIO = "code: C\ntitle: x\nkind: ratio\nunit_measure: percent\nnumerator: a\ndenominator: b\n"
COUNT = "code: C\ntitle: x\nkind: count\nunit_measure: member\n"
BY = "{kind: by, period: 2030, comparator: '>=', value: 90}"
EVERY = "{kind: every, from: 2020, comparator: '>=', value: 90}"


def _read(text: str) -> Checked[Indicator]:
    tree = compose("a.yaml", text).value
    assert tree is not None
    return read_indicator(tree, ("vi", "en"))


def _found(text: str) -> list[tuple[str, int | None, int | None]]:
    problems = _read(text).problems
    return sorted((p.rule.code, p.location.line or 0, p.location.column or 0) for p in problems)


@pytest.mark.parametrize(
    "text",
    [
        RATIO,
        RATIO + f"targets: [{BY}, {EVERY}]\nmethod: linear\nbaseline: {{period: 2029, value: 100}}",
        RATIO + "maximum: 200\nbaseline: {period: 2022, value: 150}",
        RATIO + "aggregate: none",
        COUNT + f"direction: down\ntargets: [{BY.replace('>=', '<=')}]",
        COUNT + f"targets: [{BY.replace('>=', '=')}]",
        COUNT + f"targets: [{BY}, {BY.replace('>=', '<=').replace('90', '95')}]",
        COUNT + "targets: [{kind: every, comparator: '>', value: -5}]",
        COUNT + f"targets: [{BY}, {BY[:-1]}, valid_from: 2026-01-01}}]",
        COUNT + "frequency: quarter\ncumulative: true\nmethod: same_period",
        COUNT + "frequency: month\nbreaks: [{period: 2024-05}, {period: 2024-S1}]",
        COUNT + "dimensions:\ntargets:\nbreaks:\nreported_by:\nowner:\nlimit: ~\nmethod: null",
        COUNT.replace("count", "distribution") + "dimensions: [rating, level]",
        COUNT + "method: my_plugin-2",
    ],
)
def test_right_files(text: str):
    """What a plan can mean is taken."""
    assert _found(text) == []
    assert _read(text).value is not None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (RATIO.replace("denominator: b\n", ""), [("SB161", 3, 7)]),
        (COUNT + "numerator: a", [("SB162", 5, 1)]),
        (COUNT + "jump: 1", [("SB179", 5, 7)]),
        (RATIO + "jump: 0", [("SB179", 7, 7)]),
        (COUNT + "targets: [{kind: by, comparator: '>=', value: 1}]", [("SB163", 5, 11)]),
        (COUNT + f"targets: [{BY[:-1]}, from: 2020}}]", [("SB164", 5, 65)]),
        (COUNT + f"targets: [{EVERY[:-1]}, period: 2020}}]", [("SB164", 5, 66)]),
        (COUNT + "frequency: half\nbaseline: {period: 2024-Q1, value: 1}", [("SB165", 6, 20)]),
        (COUNT + "breaks: [{period: 2024-05}]", [("SB165", 5, 19)]),
        (COUNT + f"targets: [{BY}]\nbaseline: {{period: 2030, value: 1}}", [("SB166", 5, 30)]),
        (COUNT + f"targets: [{BY.replace('>=', '<')}]", [("SB167", 5, 48)]),
        (COUNT + f"direction: down\ntargets: [{BY}]", [("SB167", 6, 48)]),
        (COUNT + f"targets: [{BY}]\nmethod: linear", [("SB168", 6, 9)]),
        (COUNT + "baseline: {period: 2022, value: 1}\nmethod: linear", [("SB169", 6, 9)]),
        (COUNT + "method: same_period", [("SB170", 5, 9)]),
        (RATIO + "aggregate: sum", [("SB173", 7, 12)]),
        (COUNT + "aggregate: sum_ratio", [("SB173", 5, 12)]),
        (RATIO + "baseline: {period: 2022, value: 983}", [("SB174", 7, 33)]),
        (RATIO + f"targets: [{BY.replace('90', '101')}]", [("SB174", 7, 61)]),
        (COUNT + f"targets: [{BY}, {BY.replace('90', '95')}]", [("SB175", 5, 66)]),
        (COUNT + "dimensions: [level, REF_AREA]", [("SB176", 5, 21)]),
        (COUNT.replace("count", "distribution"), [("SB177", 3, 7)]),
        (COUNT + "cumulative: true", [("SB178", 5, 13)]),
        (COUNT + "breaks: [{period: 2018, note: {en: x}}]", [("SB150", 5, 31)]),
    ],
)
def test_contradictions(text: str, found: list[tuple[str, int, int]]):
    """Each is told at the value that has to change."""
    assert _found(text) == found


def test_a_warning_leaves_the_indicator_usable():
    """Only errors take it out."""
    checked = _read(COUNT + "cumulative: true")

    assert not checked.has_errors
    assert checked.value is not None


def test_an_error_takes_the_indicator_out():
    """A half-right indicator never reaches the next stage."""
    assert _read(COUNT + "aggregate: sum_ratio").value is None


@pytest.mark.parametrize(
    ("text", "decimals"), [(RATIO, 1), (COUNT, 0), (COUNT + "decimals: 2\n", 2)]
)
def test_what_is_counted_has_no_decimals(text: str, decimals: int):
    """Unless the file says how many are shown: 1.238 members, not 1.238,0."""
    indicator = _read(text).value

    assert indicator is not None
    assert indicator.decimals == decimals
