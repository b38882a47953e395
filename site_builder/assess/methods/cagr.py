"""cagr: the compound annual growth rule of statistical offices, so that their plans fit.

With y0 at the base year (or the next later one with a value), yt the latest, d the
direction, s the sign of y0: observed = (yt/y0)^(1/(t-t0)) - 1. With a target the observed
rate is held against the one required to reach it; without, against a fixed rate, which
shrinks as y0 comes near a natural ``limit``. The base year is the baseline's period, else
the first figure's. Where the series is broken after it, the first figure past the break
takes its place.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from site_builder.assess.breaks import is_joined
from site_builder.assess.finality import why_open
from site_builder.assess.judging import TOLERANCE, Facts, hold_against, settle, value_of
from site_builder.extension import Case, Method
from site_builder.model.indicator import Target
from site_builder.model.portal import ProgressStatus, Verdict

ZERO = 0.001
"""What a zero base or target counts as: a rate of growth from nothing has no meaning."""

ON_TRACK_RATIO, BEHIND_RATIO = 0.95, 0.60
"""Share of the required rate, with a target."""

ON_TRACK_RATE, BEHIND_RATE = 0.015, 0.005
"""Growth a year, without a target."""

LIMIT_POWER = 4.44
"""How sharply less growth is asked for near the natural limit."""


@dataclass(frozen=True, slots=True)
class _Growth:
    """The observed growth: ``better`` is positive where it leads the right way."""

    start: float
    start_years: float
    years: float
    observed: float
    better: float


def assess_cagr(case: Case) -> Verdict:
    """Judge the growth up to a case's figure.

    ``facts``: ``baseline`` (y0), ``observed_rate`` and ``required_rate`` as shares a year (0.015),
    ``pace``, the share of the required rate that is reached.
    """
    target = case.target
    settled = _open(case) if target is None else settle(case, target, None)
    if settled is not None:
        return settled
    base = _find_base(case)
    if base is None:
        return Verdict(ProgressStatus.NOT_ASSESSED, "no_earlier_value")
    growth = _measure(case, *base)
    if growth is None:
        return _opposite(base[0])
    return _judge_alone(case, growth) if target is None else _judge_against(case, growth, target)


def limit_factor(start: float, limit: float | None) -> float:
    """Return C: the part of the fixed rate that is asked for at a distance from the limit."""
    if not limit or start / limit < 0 or start >= 2 * limit:
        return 1.0
    if start <= limit:
        return 1 - math.pow(start / limit, LIMIT_POWER)
    return 1 - math.pow((2 * limit - start) / limit, LIMIT_POWER)


def _open(case: Case) -> Verdict | None:
    reason = why_open(case)
    return None if reason is None else Verdict(ProgressStatus.IN_PROGRESS, reason)


def _find_base(case: Case) -> tuple[float, float] | None:
    """Return (y0, its end in years); None where no value lies before the one judged."""
    end = case.period.end_in_years
    baseline = case.indicator.baseline
    earlier = [f for f in case.figures if f.period.end_in_years < end]
    if baseline is not None and is_joined(case.indicator, baseline.period, case.period):
        start = baseline.period.end_in_years
        earlier = [f for f in earlier if f.period.end_in_years >= start]
        if start < end and not (earlier and earlier[0].period.end_in_years == start):
            return baseline.value, start
    if not earlier or earlier[0].value is None:
        return None
    return earlier[0].value, earlier[0].period.end_in_years


def _measure(case: Case, start: float, start_years: float) -> _Growth | None:
    """Return the observed growth; None where base and value have opposite signs."""
    start, value = start or ZERO, value_of(case)
    if start * value < 0:
        return None
    years = case.period.end_in_years - start_years
    observed = (abs(value) / abs(start)) ** (1 / years) - 1
    better = math.copysign(1.0, start) * case.indicator.direction.sign * observed
    return _Growth(start, start_years, years, observed, better)


def _opposite(start: float) -> Verdict:
    return Verdict(
        ProgressStatus.NOT_ASSESSED, "opposite_signs", facts=(("baseline", start or ZERO),)
    )


def _judge_against(case: Case, growth: _Growth, target: Target) -> Verdict:
    goal = target.value or ZERO
    if growth.start * goal < 0 or target.period is None:
        return _opposite(growth.start)
    years = target.period.end_in_years - growth.start_years
    required = (goal / growth.start) ** (1 / years) - 1
    # A target equal to the base asks for no growth: holding still is enough.
    ratio = growth.better / abs(required) if required else math.copysign(math.inf, growth.better)
    facts = _facts(growth, required)
    bound = growth.start * (1 + required) ** growth.years
    return hold_against(case, *_grade(ratio, ON_TRACK_RATIO, BEHIND_RATIO, growth), bound, facts)


def _judge_alone(case: Case, growth: _Growth) -> Verdict:
    factor = limit_factor(growth.start, case.indicator.limit)
    required = ON_TRACK_RATE * factor
    grade = _grade(growth.better, required, BEHIND_RATE * factor, growth)
    return hold_against(case, *grade, None, _facts(growth, required))


def _grade(
    reached: float, on_track: float, behind: float, growth: _Growth
) -> tuple[ProgressStatus, str]:
    if reached >= on_track - TOLERANCE:
        return ProgressStatus.ON_TRACK, "fast_enough"
    if growth.better < 0:
        return ProgressStatus.OFF_TRACK, "moving_away"
    if reached >= behind - TOLERANCE:
        return ProgressStatus.BEHIND, "rather_slow"
    return ProgressStatus.OFF_TRACK, "slow"


def _facts(growth: _Growth, required: float) -> Facts:
    facts = [
        ("baseline", growth.start),
        ("observed_rate", growth.observed),
        ("required_rate", required),
    ]
    if required:
        facts.append(("pace", growth.better / abs(required)))
    return tuple(facts)


METHOD = Method("cagr/1", assess_cagr, needs_target=False)
