"""linear: a straight line in time from the baseline to the target.

``required(t)`` is where the line stands at the period's end. At or past it is on track; else
the pace ``r = (value - baseline) / (required(t) - baseline)`` tells: at least 0.6 is behind,
less is off track, and so is a value worse than the baseline. Only a final figure is judged.
"""

from __future__ import annotations

from site_builder.assess.breaks import is_joined
from site_builder.assess.judging import gain, hold_against, reaches, settle, value_of
from site_builder.extension import Case, Method
from site_builder.model.indicator import Baseline, Target
from site_builder.model.period import Period
from site_builder.model.portal import ProgressStatus, Verdict

BEHIND_PACE = 0.6
"""Share of the way required by now that still counts as behind, not off track."""


def assess_linear(case: Case) -> Verdict:
    """Judge a figure against the line.

    Not assessed at or before the baseline's period, and without a baseline on this side of
    every break, unless the target decides by itself: met, or missed when its period has come.
    ``facts``: ``baseline``, and ``pace``, the share r of the way required by now.
    """
    target, baseline = case.target, case.indicator.baseline
    if target is None or target.period is None:
        return Verdict(ProgressStatus.NOT_ASSESSED, "no_target")
    facts = (("baseline", baseline.value),) if baseline is not None else ()
    if baseline is not None and case.period.end_in_years <= baseline.period.end_in_years:
        return Verdict(ProgressStatus.NOT_ASSESSED, "at_baseline", facts=facts)
    line = (
        baseline if baseline and is_joined(case.indicator, baseline.period, case.period) else None
    )
    required = required_value(line, target, case.period)
    if (settled := settle(case, target, required, facts)) is not None:
        return settled
    if line is None or required is None:
        reason = "no_baseline" if baseline is None else "baseline_before_break"
        return Verdict(ProgressStatus.NOT_ASSESSED, reason, facts=facts)
    return _judge_pace(case, line.value, required)


def required_value(baseline: Baseline | None, target: Target, period: Period) -> float | None:
    """Return where the straight line stands at a period's end; None without a baseline.

    From the target's period on it is the target itself.
    """
    if baseline is None or target.period is None:
        return None
    start, end = baseline.period.end_in_years, target.period.end_in_years
    now = period.end_in_years
    if now >= end:
        return target.value
    return baseline.value + (target.value - baseline.value) * (now - start) / (end - start)


def _judge_pace(case: Case, baseline: float, required: float) -> Verdict:
    done, due = gain(case, baseline, value_of(case)), gain(case, baseline, required)
    facts = [("baseline", baseline)]
    if due:
        facts.append(("pace", done / due))
    scale = max(abs(baseline), abs(required))
    if reaches(done, due, scale):
        verdict = (ProgressStatus.ON_TRACK, "on_the_line")
    elif done < 0:
        verdict = (ProgressStatus.OFF_TRACK, "worse_than_baseline")
    elif due > 0 and reaches(done, BEHIND_PACE * due, scale):
        verdict = (ProgressStatus.BEHIND, "below_the_line")
    else:
        verdict = (ProgressStatus.OFF_TRACK, "far_below_the_line")
    return hold_against(case, *verdict, required, tuple(facts))


METHOD = Method("linear/1", assess_linear)
