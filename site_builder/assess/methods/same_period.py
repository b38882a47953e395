"""same_period: a figure that grows within the year, held against last year's same point.

Such figures come late in the year, so a straight line would alarm everyone in spring. The
whole-year figure, once final, meets the target or does not. Within the year a preliminary
figure is compared as well: none of them is the last word. That comparison needs no target.
"""

from __future__ import annotations

from site_builder.assess.judging import gain, hold_against, judge_period, reaches, value_of
from site_builder.extension import Case, Method
from site_builder.model.period import Frequency
from site_builder.model.portal import Figure, ProgressStatus, Verdict

BEHIND_SHORTFALL = 0.4
"""Shortfall on last year's point, as a share of it, up to which a figure is only behind."""


def assess_same_period(case: Case) -> Verdict:
    """Judge a within-year figure against last year's, and a whole-year figure by itself.

    ``facts``: ``last_year``, and ``pace``, the figure as a share of last year's.
    """
    if case.period.frequency is Frequency.YEAR:
        return judge_period(case)
    if _is_cut_short(case):
        return Verdict(ProgressStatus.IN_PROGRESS, "part_not_over")
    if case.figures[-1].lacks_parts(case.indicator.aggregate):
        return Verdict(ProgressStatus.IN_PROGRESS, "units_missing")
    before = _same_point_last_year(case)
    if before is None or before.value is None:
        return Verdict(ProgressStatus.NOT_ASSESSED, "no_last_year")
    return _compare(case, before.value)


def _is_cut_short(case: Case) -> bool:
    """Whether the part of the year was not over when the figure was taken."""
    as_of = case.figures[-1].as_of
    return case.today <= case.period.end or (as_of is not None and as_of < case.period.end)


def _same_point_last_year(case: Case) -> Figure | None:
    """Return last year's figure of the same part, else of one that ends on the same day."""
    wanted = case.period.year_before()
    same = [figure for figure in case.figures if figure.period.end == wanted.end]
    return next((f for f in same if f.period == wanted), same[-1] if same else None)


def _compare(case: Case, last_year: float) -> Verdict:
    """The shortfall is taken in absolute terms, so that the rule mirrors for ``down``."""
    value = value_of(case)
    ahead = gain(case, last_year, value)
    facts = [("last_year", last_year)]
    if last_year:
        facts.append(("pace", value / last_year))
    if ahead >= 0:
        verdict = (ProgressStatus.ON_TRACK, "at_last_year")
    elif reaches(ahead, -BEHIND_SHORTFALL * abs(last_year), last_year):
        verdict = (ProgressStatus.BEHIND, "below_last_year")
    else:
        verdict = (ProgressStatus.OFF_TRACK, "far_below_last_year")
    return hold_against(case, *verdict, last_year, tuple(facts))


METHOD = Method("same_period/1", assess_same_period, needs_target=False)
