"""What one indicator's file can contradict in itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from site_builder.config import rules
from site_builder.config.decoding import check_first_language, decode
from site_builder.config.indicator_file import IndicatorFile, make_indicator
from site_builder.config.tree import YamlFile
from site_builder.diagnostics import Checked, Diagnostic, Fact, Rule, make_diagnostic
from site_builder.model.indicator import (
    Aggregate,
    Comparator,
    Direction,
    Indicator,
    IndicatorKind,
    Target,
    TargetKind,
)
from site_builder.model.period import Frequency, Period
from site_builder.model.text import Text

RESERVED_COLUMNS = frozenset(
    {
        "indicator",
        "unit",
        "period",
        "value",
        "numerator",
        "denominator",
        "status",
        "source",
        "as_of",
        "note",
        "audience",
        "variant",
        "breakdown",
        "path",
        "line",
        "ref_area",
        "time_period",
        "obs_value",
        "obs_status",
        "unit_measure",
    }
)
"""Columns of observations that a dimension cannot be called after."""

_UPWARD = frozenset({Comparator.AT_LEAST, Comparator.MORE_THAN})
_DOWNWARD = frozenset({Comparator.AT_MOST, Comparator.LESS_THAN})


def read_indicator(file: YamlFile, languages: tuple[str, ...]) -> Checked[Indicator]:
    """Decode one indicator's file; None where it has errors."""
    decoded = decode(IndicatorFile, file)
    if decoded.value is None:
        return Checked(None, decoded.problems)
    indicator = make_indicator(decoded.value, file.path, languages)
    problems = tuple(problem for check in _CHECKS for problem in check(file, indicator))
    problems += check_first_language(file, _texts(indicator), languages[0])
    return Checked(None if any(p.is_error for p in problems) else indicator, problems)


def _texts(indicator: Indicator) -> dict[str, Text | None]:
    """Return all texts by their dotted key."""
    names = ("title", "numerator", "denominator", "owner", "definition", "method_note", "notes")
    texts: dict[str, Text | None] = {name: getattr(indicator, name) for name in names}
    texts |= {f"targets.{n}.note": target.note for n, target in enumerate(indicator.targets)}
    texts |= {f"breaks.{n}.note": entry.note for n, entry in enumerate(indicator.breaks)}
    return texts


def _found(rule: Rule, file: YamlFile, *path: str | int, **facts: Fact) -> Diagnostic:
    """Report a value of the file."""
    return make_diagnostic(rule, file.at(*path), **facts)


def _check_parts(file: YamlFile, indicator: Indicator) -> Iterator[Diagnostic]:
    """A ratio says what it counts above and below the line; nothing else does."""
    for key in ("numerator", "denominator"):
        given = getattr(indicator, key) is not None
        if indicator.kind is IndicatorKind.RATIO and not given:
            yield _found(rules.RATIO_WITHOUT_PARTS, file, "kind", key=key)
        if indicator.kind is not IndicatorKind.RATIO and given:
            kind = indicator.kind.value
            place = file.at(key, key=True)
            yield make_diagnostic(rules.PARTS_WITHOUT_RATIO, place, key=key, kind=kind)


def _check_aggregate(file: YamlFile, indicator: Indicator) -> Iterator[Diagnostic]:
    """Shares are summed by their parts, and only shares are."""
    is_ratio = indicator.kind is IndicatorKind.RATIO
    unfit = Aggregate.SUM if is_ratio else Aggregate.SUM_RATIO
    if indicator.aggregate is unfit:
        facts = {"value": unfit.value, "kind": indicator.kind.value}
        fitting = Aggregate.SUM_RATIO if is_ratio else Aggregate.SUM
        yield _found(rules.AGGREGATE_UNFIT, file, "aggregate", suggestion=fitting.value, **facts)


def _check_dimensions(file: YamlFile, indicator: Indicator) -> Iterator[Diagnostic]:
    """Dimensions are columns of their own; a distribution has at least one."""
    for number, name in enumerate(indicator.dimensions):
        if name.lower() in RESERVED_COLUMNS:
            yield _found(rules.RESERVED_DIMENSION, file, "dimensions", number, value=name)
    if indicator.kind is IndicatorKind.DISTRIBUTION and not indicator.dimensions:
        yield _found(rules.DISTRIBUTION_WITHOUT_DIMENSION, file, "kind")


def _periods(indicator: Indicator) -> Iterator[tuple[tuple[str | int, ...], Period]]:
    """Yield every period of the file with its path."""
    if indicator.baseline is not None:
        yield ("baseline", "period"), indicator.baseline.period
    for number, target in enumerate(indicator.targets):
        for key, period in (("period", target.period), ("from", target.first), ("to", target.last)):
            if period is not None:
                yield ("targets", number, key), period
    for number, entry in enumerate(indicator.breaks):
        yield ("breaks", number, "period"), entry.period


def _check_periods(file: YamlFile, indicator: Indicator) -> Iterator[Diagnostic]:
    """No period is finer than the reports are."""
    for path, period in _periods(indicator):
        if period.frequency.is_finer_than(indicator.frequency):
            facts = {"value": str(period), "frequency": indicator.frequency.value}
            yield _found(rules.PERIOD_TOO_FINE, file, *path, **facts)
    if indicator.cumulative and indicator.frequency is Frequency.YEAR:
        yield _found(rules.CUMULATIVE_YEAR, file, "cumulative")


def _check_targets(file: YamlFile, indicator: Indicator) -> Iterator[Diagnostic]:
    """Each target has the keys of its kind and does not run backwards."""
    for number, target in enumerate(indicator.targets):
        if target.kind is TargetKind.BY and target.period is None:
            yield _found(rules.TARGET_WITHOUT_PERIOD, file, "targets", number)
        yield from _check_keys(file, number, target)
        if target.valid_from and target.valid_to and target.valid_to < target.valid_from:
            facts = {"value": target.valid_to.isoformat(), "first": target.valid_from.isoformat()}
            yield _found(rules.VALIDITY_REVERSED, file, "targets", number, "valid_to", **facts)
        if target.first and target.last and target.last.end < target.first.start:
            facts = {"value": str(target.last), "first": str(target.first)}
            yield _found(rules.PERIODS_REVERSED, file, "targets", number, "to", **facts)


def _check_keys(file: YamlFile, number: int, target: Target) -> Iterator[Diagnostic]:
    """A target by a period has no range, one for every period no single period."""
    by = target.kind is TargetKind.BY
    given = (("period", target.period), ("from", target.first), ("to", target.last))
    for key, period in given:
        if period is not None and by is not (key == "period"):
            place = file.at("targets", number, key, key=True)
            facts = {"key": key, "kind": target.kind.value}
            yield make_diagnostic(rules.KEY_OF_OTHER_TARGET, place, **facts)


def _check_repeats(file: YamlFile, indicator: Indicator) -> Iterator[Diagnostic]:
    """No two targets ask for the same thing in different numbers."""
    seen: dict[object, int] = {}
    for number, target in enumerate(indicator.targets):
        span = (target.period, target.first, target.last, target.valid_from, target.valid_to)
        key = (target.kind, target.comparator, span)
        if key in seen:
            first = file.at("targets", seen[key]).line or 0
            yield _found(rules.SAME_TARGET, file, "targets", number, first=first)
        seen.setdefault(key, number)


def _check_direction(file: YamlFile, indicator: Indicator) -> Iterator[Diagnostic]:
    """A target asks for what is better; the other side of a range may stand beside it."""
    up = indicator.direction is Direction.UP
    wanted, against = (_UPWARD, _DOWNWARD) if up else (_DOWNWARD, _UPWARD)
    for number, target in enumerate(indicator.targets):
        is_range = any(t.comparator in wanted and t.kind is target.kind for t in indicator.targets)
        if target.comparator in against and not is_range:
            facts = {"value": target.comparator.value, "direction": indicator.direction.value}
            path = ("targets", number, "comparator")
            yield _found(rules.COMPARATOR_AGAINST_DIRECTION, file, *path, **facts)


def _check_maximum(file: YamlFile, indicator: Indicator) -> Iterator[Diagnostic]:
    """Nothing that the plan names is above the largest possible value."""
    values: list[tuple[tuple[str | int, ...], float]] = [
        (("targets", number, "value"), target.value)
        for number, target in enumerate(indicator.targets)
    ]
    if indicator.baseline is not None:
        values.append((("baseline", "value"), indicator.baseline.value))
    for path, value in values:
        if indicator.maximum is not None and value > indicator.maximum:
            facts = {"value": f"{value:g}", "maximum": f"{indicator.maximum:g}"}
            yield _found(rules.ABOVE_MAXIMUM, file, *path, **facts)


def _check_baseline(file: YamlFile, indicator: Indicator) -> Iterator[Diagnostic]:
    """The plan's start lies before its goals."""
    baseline = indicator.baseline
    for number, target in enumerate(indicator.targets):
        if baseline is None or target.period is None or target.kind is not TargetKind.BY:
            continue
        if baseline.period.end >= target.period.end:
            facts = {"value": str(target.period), "baseline": str(baseline.period)}
            path = ("targets", number, "period")
            yield _found(rules.BASELINE_NOT_BEFORE_TARGET, file, *path, **facts)


def _check_method(file: YamlFile, indicator: Indicator) -> Iterator[Diagnostic]:
    """A method finds in the file what it judges by."""
    if indicator.method == "linear":
        if indicator.baseline is None:
            yield _found(rules.LINEAR_WITHOUT_BASELINE, file, "method")
        if not any(target.kind is TargetKind.BY for target in indicator.targets):
            yield _found(rules.LINEAR_WITHOUT_GOAL, file, "method")
    if indicator.method == "same_period" and not indicator.cumulative:
        yield _found(rules.SAME_PERIOD_NOT_CUMULATIVE, file, "method")


def _check_jump(file: YamlFile, indicator: Indicator) -> Iterator[Diagnostic]:
    """A threshold lets something pass: 0 points or a factor of 1 would ask about everything."""
    smallest = 0 if indicator.is_percent else 1
    if indicator.jump is not None and indicator.jump.threshold <= smallest:
        facts: dict[str, Fact] = {"value": f"{indicator.jump.threshold:g}", "smallest": smallest}
        yield _found(rules.JUMP_TOO_SMALL, file, "jump", **facts)


_Check = Callable[[YamlFile, Indicator], Iterator[Diagnostic]]

_CHECKS: tuple[_Check, ...] = (
    _check_parts,
    _check_aggregate,
    _check_dimensions,
    _check_periods,
    _check_targets,
    _check_repeats,
    _check_direction,
    _check_maximum,
    _check_baseline,
    _check_method,
    _check_jump,
)
