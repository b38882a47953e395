"""The assess stage: from what an audience may read to series, verdicts and dues."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from site_builder.assess.dues import assess_task, find_answers, find_dues, newest_day
from site_builder.assess.figures import read_figures
from site_builder.assess.headlines import find_headline_units, make_headline
from site_builder.assess.reporting import report_all
from site_builder.assess.series import find_owing, make_series
from site_builder.assess.verdicts import Rules, judge_all
from site_builder.extension import Method
from site_builder.model.dataset import Disclosed
from site_builder.model.portal import Portal


def assess(disclosed: Disclosed, methods: Mapping[str, Method], today: date) -> Portal:
    """Make the portal of one audience.

    Absence of data is a verdict, never a problem, so there is nothing to report here
    (``check_reconciliation`` looks for sums that contradict published totals).

    Args:
        disclosed: What the audience may read; nothing else is looked at.
        methods: The assessment methods by name; they hold every name that indicators use,
            and ``linear`` and ``every_period``, which are used by default.
        today: The day of the build: what is over, final, due or overdue.
    """
    reported = read_figures(disclosed, today)
    owing = find_owing(disclosed, reported)
    series = make_series(disclosed, reported, owing, today)
    headline_units = find_headline_units(disclosed, series, today)
    answers = find_answers(series)
    debtors = _debtors(owing, headline_units)
    judged = judge_all(series, Rules(methods, disclosed.indicators, headline_units, today))
    return Portal(
        disclosed=disclosed,
        series=series,
        assessments=tuple(a for found in judged.values() for a in found),
        headlines={
            code: make_headline(indicator, unit, series.get((code, unit or "", ())), judged)
            for code, indicator in disclosed.indicators.items()
            for unit in (headline_units[code],)
        },
        tasks=tuple(assess_task(task, today) for task in disclosed.tasks),
        dues=find_dues(disclosed, answers, debtors, today),
        as_of=newest_day(series),
        owing=debtors,
        reporting=report_all(disclosed, answers, debtors, today),
        unit_states={name: unit.state_on(today) for name, unit in disclosed.units.units.items()},
    )


def _debtors(
    owing: Mapping[str, frozenset[str]], headline_units: Mapping[str, str | None]
) -> Mapping[str, frozenset[str]]:
    """Return who owes each indicator: where nobody has ever reported it, its headline unit."""
    return {
        code: units or frozenset(filter(None, (headline_units[code],)))
        for code, units in owing.items()
    }
