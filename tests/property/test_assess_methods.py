"""Symmetries of the assessment methods: what must not change a verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from site_builder.assess.methods.cagr import METHOD as CAGR
from site_builder.assess.methods.every_period import METHOD as EVERY_PERIOD
from site_builder.assess.methods.linear import METHOD as LINEAR
from site_builder.assess.methods.same_period import METHOD as SAME_PERIOD
from site_builder.extension import Case, Method
from site_builder.model.indicator import (
    Baseline,
    Comparator,
    Direction,
    Indicator,
    IndicatorKind,
    Target,
    TargetKind,
)
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Frequency, Period
from site_builder.model.portal import Figure, ProgressStatus
from site_builder.model.text import Text

METHODS = (LINEAR, EVERY_PERIOD, SAME_PERIOD, CAGR)
TODAY = date(2026, 11, 23)
OPPOSITE = {">=": "<=", ">": "<", "<=": ">=", "<": ">", "=": "="}

whole = st.integers(-400, 400).map(float)
"""Numbers without a rounding error of their own, so that edges stay edges."""


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A quarterly series of 2020 to 2025 with gaps, a baseline, and a target or none."""
    comparator = Comparator(draw(st.sampled_from(sorted(OPPOSITE))))
    period = Period(2030)
    target = Target(TargetKind.BY, comparator, draw(whole), period)
    indicator = Indicator(
        code="CT",
        title=Text((("vi", "CT"),)),
        kind=IndicatorKind.VALUE,
        unit_measure="x",
        path="ct.yaml",
        direction=draw(st.sampled_from(Direction)),
        baseline=draw(st.none() | st.just(Baseline(Period(2019), draw(whole)))),
        targets=(target,),
        cumulative=draw(st.booleans()),
        limit=draw(st.none() | st.integers(1, 400).map(float)),
    )
    times = [Period(year, Frequency.QUARTER, n) for year in range(2020, 2026) for n in (2, 4)]
    times += [Period(year) for year in range(2020, 2026)]
    known = draw(st.lists(st.sampled_from(times), min_size=1, unique=True))
    figures = tuple(
        Figure(one, draw(whole), ObsStatus.OFFICIAL, final=True)
        for one in sorted(known, key=Period.sort_key)
    )
    return Case(
        indicator, draw(st.sampled_from([target, None])), figures[-1].period, figures, TODAY
    )


def transform(case: Case, factor: float) -> Case:
    """Multiply every number of a case; a negative factor turns better and worse round."""
    indicator = case.indicator
    baseline = indicator.baseline
    turned = factor < 0
    if turned:
        other = Direction.DOWN if indicator.direction is Direction.UP else Direction.UP
        indicator = replace(indicator, direction=other)
    if baseline is not None:
        indicator = replace(indicator, baseline=replace(baseline, value=baseline.value * factor))
    if indicator.limit is not None:
        indicator = replace(indicator, limit=indicator.limit * factor)
    target = case.target
    if target is not None:
        comparator = OPPOSITE[target.comparator.value] if turned else target.comparator.value
        target = replace(target, value=target.value * factor, comparator=Comparator(comparator))
    figures = tuple(replace(f, value=(f.value or 0.0) * factor) for f in case.figures)
    return replace(case, indicator=indicator, target=target, figures=figures)


def judge(method: Method, case: Case) -> tuple[ProgressStatus, str]:
    verdict = method.assess(case)
    return verdict.progress_status, verdict.reason


@pytest.mark.parametrize("method", [LINEAR, EVERY_PERIOD, SAME_PERIOD], ids=lambda m: m.rule)
@given(case=cases())
def test_direction_is_a_mirror(method: Method, case: Case) -> None:
    """Turning the numbers upside down and the direction round changes no verdict."""
    assert judge(method, case) == judge(method, transform(case, -1.0))


def has_zero(case: Case) -> bool:
    """Whether a number counts as 0.001, which has neither a mirror nor another scale."""
    numbers = [figure.value for figure in case.figures]
    numbers += [case.target.value] if case.target else []
    numbers += [case.indicator.baseline.value] if case.indicator.baseline else []
    return 0.0 in numbers


@given(case=cases())
def test_growth_is_a_mirror_without_a_limit(case: Case) -> None:
    """The natural limit lies on one side only, and a zero counts as a positive thousandth."""
    assume(not has_zero(case))
    free = replace(case, indicator=replace(case.indicator, limit=None))

    assert judge(CAGR, free) == judge(CAGR, transform(free, -1.0))


@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.rule)
@given(case=cases(), power=st.integers(-8, 8))
def test_the_unit_of_measure_does_not_matter(method: Method, case: Case, power: int) -> None:
    """Counting in other units (here by powers of two) changes no verdict."""
    assume(method is not CAGR or not has_zero(case))

    assert judge(method, case) == judge(method, transform(case, 2.0**power))


@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.rule)
@given(case=cases())
def test_no_verdict_is_silent(method: Method, case: Case) -> None:
    """Every verdict has a reason, and its margin is the way from the required value."""
    verdict = method.assess(case)

    assert verdict.reason
    assert (verdict.required_value is None) == (verdict.margin is None)


@given(case=cases(), data=st.data())
def test_a_gap_is_not_filled(case: Case, data: st.DataObject) -> None:
    """Linear and every_period rest on the last figure: earlier ones may be missing."""
    kept = data.draw(
        st.lists(st.booleans(), min_size=len(case.figures), max_size=len(case.figures))
    )
    earlier = tuple(f for f, keep in zip(case.figures[:-1], kept, strict=False) if keep)
    gappy = replace(case, figures=(*earlier, case.figures[-1]))

    for method in (LINEAR, EVERY_PERIOD):
        assert method.assess(gappy) == method.assess(case)


@settings(suppress_health_check=[HealthCheck.filter_too_much])  # half the targets point elsewhere
@given(case=cases())
def test_better_is_never_worse(case: Case) -> None:
    """Moving the judged value the right way never makes a verdict worse."""
    order = [ProgressStatus.OFF_TRACK, ProgressStatus.BEHIND, ProgressStatus.ON_TRACK]
    target = case.target
    assume(target is not None and target.comparator is not Comparator.EQUAL)
    up = case.indicator.direction is Direction.UP
    assume(target is None or (target.comparator.value[0] == ">") is up)
    last = case.figures[-1]
    better = replace(last, value=(last.value or 0.0) + case.indicator.direction.sign * 10)

    for method in (LINEAR, SAME_PERIOD):
        before = method.assess(case).progress_status
        after = method.assess(replace(case, figures=(*case.figures[:-1], better))).progress_status
        if before in order and after in order:
            assert order.index(after) >= order.index(before)
