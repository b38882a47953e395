"""Show verdicts with their working: value, required value, margin, target and rule."""

from __future__ import annotations

from site_builder.model.indicator import Indicator, Target
from site_builder.model.portal import Assessment
from site_builder.render.components import LinkView, StatusView, WhyView
from site_builder.render.figures import make_difference
from site_builder.render.scope import NONE, Scope
from site_builder.render.targets import make_ask, make_target

REASON_FACTS = (
    "value",
    "required",
    "target",
    "margin",
    "period",
    "baseline",
    "baseline_period",
    "last_year",
    "pace",
    "observed_rate",
    "required_rate",
)
"""What a sentence ``reason.<key>`` may name; "–" stands where a rule has no such number."""


NO_TARGET = "no_target"

FROM_TARGET = frozenset({NO_TARGET, "no_target_in_force"})
"""Reasons that no rule gave: there was nothing to hold the figure against."""


def make_status(scope: Scope, assessment: Assessment | None) -> StatusView | None:
    """Make the mark of a verdict; None where nothing was assessed."""
    return status_of(scope, assessment) if assessment is not None else None


def status_of(scope: Scope, assessment: Assessment) -> StatusView:
    """Make the mark of a verdict: its shape by the status, its word also by the reason."""
    name, reason = assessment.verdict.progress_status.value, assessment.verdict.reason
    word = scope.word(f"status.{name}")
    # "The period is not over" would be untrue of a year that is over and awaits its figure.
    return StatusView(name, scope.word_or(f"status.{name}.{reason}", word))


def says_something(assessment: Assessment | None) -> bool:
    """Whether there is a verdict that is more than "the plan asks nothing"."""
    return assessment is not None and assessment.verdict.reason != NO_TARGET


def make_why(scope: Scope, assessment: Assessment) -> WhyView:
    """Make the working behind a verdict."""
    indicator = scope.indicator(assessment.indicator)
    target = target_of(indicator, assessment)
    method = assessment.rule.partition("/")[0]
    return WhyView(
        status=status_of(scope, assessment),
        sentence=make_sentence(scope, assessment),
        target=make_target(scope, indicator, target) if target else "",
        period=scope.period(assessment.period),
        numbers=_numbers(scope, indicator, assessment),
        is_ruled=assessment.verdict.reason not in FROM_TARGET,
        rule=LinkView(
            scope.word_or(f"method.{method}", method), scope.method_href(method), assessment.rule
        ),
    )


def make_sentence(scope: Scope, assessment: Assessment) -> str:
    """Write the reason of a verdict as a sentence with its numbers filled in."""
    return scope.word(f"reason.{assessment.verdict.reason}", **_facts(scope, assessment))


def target_of(indicator: Indicator, assessment: Assessment) -> Target | None:
    """Return the target that a verdict is against; None where the rule needed none."""
    return None if assessment.target is None else indicator.targets[assessment.target]


def _facts(scope: Scope, assessment: Assessment) -> dict[str, str]:
    indicator = scope.indicator(assessment.indicator)
    verdict = assessment.verdict
    target = target_of(indicator, assessment)
    further = dict(verdict.facts)
    facts = dict.fromkeys(REASON_FACTS, NONE)
    facts["period"] = scope.period(assessment.period)
    if indicator.baseline is not None:
        facts["baseline_period"] = scope.period(indicator.baseline.period)
    if target is not None:
        facts["target"] = make_ask(scope, indicator, target)
    if verdict.margin is not None:
        facts["margin"] = make_difference(scope, indicator, verdict.margin)
    baseline = indicator.baseline.value if indicator.baseline else None
    levels = {
        "value": assessment.value,
        "required": verdict.required_value,
        "baseline": further.get("baseline", baseline),
        "last_year": further.get("last_year"),
    }
    shares = {key: further.get(key) for key in ("pace", "observed_rate", "required_rate")}
    facts |= {key: _level(scope, indicator, v) for key, v in levels.items() if v is not None}
    facts |= {key: _share(scope, v) for key, v in shares.items() if v is not None}
    return facts


def _level(scope: Scope, indicator: Indicator, value: float) -> str:
    return scope.measured(indicator, scope.number(value, indicator.decimals))


def _share(scope: Scope, value: float) -> str:
    """Write a share of the required way, or a yearly rate, as a percentage."""
    return f"{scope.number(value * 100, 1)}\N{NO-BREAK SPACE}%"


def _numbers(
    scope: Scope, indicator: Indicator, assessment: Assessment
) -> tuple[tuple[str, str], ...]:
    """Return the numbers of a verdict by name, those that the rule has."""
    facts = _facts(scope, assessment)
    shown = ("value", "required", "margin", "baseline", "last_year", "pace")
    rates = ("observed_rate", "required_rate")
    names = {key: scope.word(f"why.{key}") for key in (*shown, *rates)}
    if indicator.baseline is not None:
        names["baseline"] = scope.word("why.baseline_of", period=facts["baseline_period"])
    return tuple((names[key], facts[key]) for key in (*shown, *rates) if facts[key] != NONE)
