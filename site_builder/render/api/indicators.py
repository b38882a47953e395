"""One indicator with its targets, verdicts and figures: ``indicators/<code>.json``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from site_builder.model.dataset import Disclosed
from site_builder.model.indicator import Indicator, Target
from site_builder.model.pages import SitePlan
from site_builder.model.portal import (
    Assessment,
    Comparable,
    Figure,
    Headline,
    Portal,
    Reconciliation,
    Series,
    Variant,
)
from site_builder.render.api.writing import computed, count, day, translations, without_noise

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """What the portal knows of one indicator, picked out of it once for all."""

    headline: Headline | None
    series: tuple[Series, ...]
    assessments: tuple[Assessment, ...]


def group_by_indicator(portal: Portal) -> Mapping[str, Known]:
    """Group series and verdicts in one pass: asking for each indicator would be quadratic."""
    codes = portal.disclosed.indicators
    series: dict[str, list[Series]] = {code: [] for code in codes}
    verdicts: dict[str, list[Assessment]] = {code: [] for code in codes}
    for one in portal.series.values():
        series[one.indicator].append(one)
    for assessment in portal.assessments:
        verdicts[assessment.indicator].append(assessment)
    return {
        code: Known(portal.headlines.get(code), tuple(series[code]), tuple(verdicts[code]))
        for code in codes
    }


def describe_indicator(
    disclosed: Disclosed, plan: SitePlan, indicator: Indicator, known: Known
) -> Json:
    """Return everything the portal knows of one indicator.

    ``assessment`` is of the headline unit, its latest period with a value, the first
    target valid then, or null; ``assessments`` lists all. ``observations`` holds reported
    and summed figures; rival published figures stand apart, under ``variants``.
    """
    code, headline, series = indicator.code, known.headline, known.series
    judged = headline.assessment if headline is not None else None
    return {
        **_definition(indicator),
        "targets": [describe_target(target) for target in indicator.targets],
        "headline_unit": headline.unit if headline is not None else None,
        "assessment": describe_assessment(judged) if judged is not None else None,
        "assessments": [describe_assessment(a) for a in known.assessments],
        "observations": [describe_figure(s, figure) for s in series for figure in s.figures],
        "variants": [_variant(s, variant) for s in series for variant in s.variants],
        "reconciliations": [_reconciliation(s, r) for s in series for r in s.reconciliations],
        "comparable": [_comparable(s, c) for s in series for c in s.comparable],
        "pages": {
            language: plan.addresses[("indicator", code, language)]
            for language in disclosed.site.languages
            if ("indicator", code, language) in plan.addresses
        },
    }


def _definition(indicator: Indicator) -> Json:
    base = indicator.baseline
    return {
        "code": indicator.code,
        "title": translations(indicator.title),
        "kind": indicator.kind.value,
        "unit_measure": indicator.unit_measure,
        "decimals": indicator.decimals,
        "direction": indicator.direction.value,
        "frequency": indicator.frequency.value,
        "cumulative": indicator.cumulative,
        "aggregate": indicator.aggregate.value,
        "dimensions": list(indicator.dimensions),
        "method": indicator.method,
        "numerator": translations(indicator.numerator),
        "denominator": translations(indicator.denominator),
        "owner": translations(indicator.owner),
        "definition": translations(indicator.definition),
        "method_note": translations(indicator.method_note),
        "notes": translations(indicator.notes),
        "baseline": base
        and _drop_empty(period=str(base.period), value=base.value, source=base.source),
        "breaks": [
            {"period": str(b.period), "note": translations(b.note)} for b in indicator.breaks
        ],
    }


def describe_target(target: Target) -> Json:
    """Return what the plan asks; keys that say nothing are left out."""
    return _drop_empty(
        kind=target.kind.value,
        period=str(target.period) if target.period is not None else "",
        **{"from": str(target.first) if target.first is not None else ""},
        to=str(target.last) if target.last is not None else "",
        comparator=target.comparator.value,
        value=count(target.value),
        source=target.source,
        valid_from=day(target.valid_from),
        valid_to=day(target.valid_to),
        note=translations(target.note),
    )


def describe_assessment(assessment: Assessment) -> Json:
    """Return a verdict with the numbers behind it; ``target`` counts from 0, or is null."""
    verdict = assessment.verdict
    return {
        "unit": assessment.unit,
        "period": str(assessment.period),
        "value": assessment.value,
        "progress_status": verdict.progress_status.value,
        "reason": verdict.reason,
        "required_value": computed(verdict.required_value),
        "margin": computed(verdict.margin),
        "rule": assessment.rule,
        "target": assessment.target,
        "facts": {name: computed(fact) for name, fact in verdict.facts},
    }


def describe_figure(series: Series, figure: Figure) -> Json:
    """Return one figure as the contract writes an observation.

    ``breakdown`` is there only for a part of the total; ``due``, ``counted`` and
    ``incomplete`` only for a sum.
    """
    figure = without_noise(figure)
    summed = {
        "due": figure.due,
        "counted": figure.counted,
        "incomplete": figure.is_incomplete,
    }
    return {
        "unit": series.unit,
        "period": str(figure.period),
        **_parts(series),
        "value": figure.value,
        "numerator": count(figure.numerator),
        "denominator": count(figure.denominator),
        "status": figure.status.value,
        "aggregated": figure.aggregated,
        **(summed if figure.aggregated else {}),
        "final": figure.final,
        "sources": list(figure.sources),
        "as_of": day(figure.as_of),
        "note": figure.note,
    }


def _parts(series: Series) -> Json:
    """Return which part of the total a series is, nothing for the total itself."""
    return {"breakdown": dict(series.breakdown)} if series.breakdown else {}


def _variant(series: Series, variant: Variant) -> Json:
    return {"variant": variant.name, **describe_figure(series, variant.figure)}


def _reconciliation(series: Series, found: Reconciliation) -> Json:
    return {
        "unit": series.unit,
        "period": str(found.own.period),
        **_parts(series),
        "own": describe_figure(series, found.own),
        "sum": describe_figure(series, found.summed),
        "difference": computed(found.difference),
    }


def _comparable(series: Series, found: Comparable) -> Json:
    return {
        "unit": series.unit,
        "period": str(found.period),
        **_parts(series),
        "figure": describe_figure(series, found.figure) if found.figure is not None else None,
        "reason": found.reason,
        "changes": [
            {
                "date": day(change.date),
                "from_unit": change.from_unit,
                "to_unit": change.to_unit,
                "share": change.share,
            }
            for change in found.changes
        ],
    }


def _drop_empty(**values: object) -> Json:
    return {key: value for key, value in values.items() if value is not None and value != ""}
