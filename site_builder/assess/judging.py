"""What the methods share: distances that point towards better, and targets in time."""

from __future__ import annotations

from site_builder.assess.finality import why_open
from site_builder.extension import Case
from site_builder.model.indicator import Target, TargetKind
from site_builder.model.portal import ProgressStatus, Verdict

Facts = tuple[tuple[str, float], ...]

TOLERANCE = 1e-9
"""Relative slack against a computed bound (a line, a share), which binary fractions miss by
a hair. Targets themselves are held strictly, without any."""


def gain(case: Case, start: float, end: float) -> float:
    """Return how far ``end`` is past ``start``, positive meaning better."""
    return case.indicator.direction.sign * (end - start)


def reaches(distance: float, bound: float, scale: float) -> bool:
    """Whether a distance is at or past a bound, but for rounding in numbers of a scale."""
    return distance >= bound - TOLERANCE * abs(scale)


def value_of(case: Case) -> float:
    """Return the value that is judged: the last one, which a case always has."""
    value = case.figures[-1].value
    if value is None:
        raise ValueError("a case is about a figure with a value")
    return value


def is_past_target(case: Case) -> bool:
    """Whether the target's period has come: there is no more time after this figure."""
    target = case.target
    return (
        target is not None
        and target.period is not None
        and case.period.end_in_years >= target.period.end_in_years
    )


def hold_against(
    case: Case,
    progress_status: ProgressStatus,
    reason: str,
    required: float | None,
    facts: Facts = (),
) -> Verdict:
    """Make a verdict on the case's value against a required one, with the margin."""
    margin = None if required is None else gain(case, required, value_of(case))
    return Verdict(progress_status, reason, required, margin, facts)


def judge_period(case: Case) -> Verdict:
    """Judge a period by itself: its final figure meets the target or does not.

    A target to be reached by a later period is not missed before then.
    """
    target = case.target
    if target is None:
        reason = "no_target_in_force" if case.indicator.targets else "no_target"
        return Verdict(ProgressStatus.NOT_ASSESSED, reason)
    if (open_reason := why_open(case)) is not None:
        return hold_against(case, ProgressStatus.IN_PROGRESS, open_reason, target.value)
    if target.is_met_by(value_of(case)):
        return hold_against(case, ProgressStatus.MET, "target_met", target.value)
    if target.kind is TargetKind.BY and not is_past_target(case):
        return hold_against(case, ProgressStatus.IN_PROGRESS, "target_period_ahead", target.value)
    return hold_against(case, ProgressStatus.NOT_MET, "target_not_met", target.value)


def settle(case: Case, target: Target, required: float | None, facts: Facts = ()) -> Verdict | None:
    """Return the verdict where it needs no look at the way to the target, else None.

    It needs none where the figure is not final, where the target is met, and where it is
    missed because its period has come.
    """
    bound = target.value if required is None else required
    if (open_reason := why_open(case)) is not None:
        return hold_against(case, ProgressStatus.IN_PROGRESS, open_reason, bound, facts)
    if target.is_met_by(value_of(case)):
        return hold_against(case, ProgressStatus.ACHIEVED, "target_met", bound, facts)
    if is_past_target(case):
        return hold_against(case, ProgressStatus.NOT_MET, "target_missed", target.value, facts)
    return None
