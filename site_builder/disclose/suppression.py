"""Withhold figures that rest on too few persons or organisations.

**First**, a figure whose count (the value of a count or of a category; the numerator, the
denominator, or the rest between the two of a pair) lies from 1 to below the audience's
minimum is withheld: value, both counts and note go, the status becomes ``suppressed``.
Zero is shown: it points to nobody. So is a rate without counts.

**Then** nobody must be able to compute it from its neighbours. Each published total that
its parts add up to is an equation: a unit's own figure and the figures of the units below
it (a unit without one is replaced by those below it); a figure and the cells of one
dimension that break it down; the categories of a distribution, which add up to the whole
even where no total is given. Where exactly one member of an equation is withheld, one more
is: the smallest part above zero, else the smallest part, else the total. This is repeated
until no equation has just one, so the choice is the same on every run. A total that is far
from the sum of its parts (some have not reported) gives nothing away. Rival figures of a
withheld figure go with it.

What this does not do: compare periods with each other (a year with its quarters), or
figures with what was published elsewhere before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from site_builder.disclose.equations import Equation, find_equations
from site_builder.disclose.rows import Row, read_rows
from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.observation import Observations, ObsStatus
from site_builder.model.units import UnitRegister


def suppress(
    observations: Observations,
    indicators: Mapping[str, Indicator],
    units: UnitRegister,
    minimum: int,
) -> tuple[Observations, int]:
    """Withhold small figures and those that would give them away.

    Args:
        observations: The rows that an audience may read.
        indicators: The indicators they belong to.
        units: The register, for the figures of units below one another.
        minimum: The smallest count that may be shown; 0 or 1 withholds nothing.

    Returns:
        The observations, and how many figures were withheld.
    """
    rows = read_rows(observations) if minimum > 1 else ()
    small = {
        number
        for number, row in enumerate(rows)
        if any(0 < count < minimum for count in _counts(row, indicators[row.indicator]))
    }
    if not small:
        return observations, 0
    touched = {rows[number].indicator for number in small}
    equations = find_equations(rows, {c: indicators[c] for c in sorted(touched)}, units, minimum)
    withheld = _with_rivals(rows, _protect(rows, small, equations))
    return _blank(observations, withheld), len(withheld)


def _counts(row: Row, indicator: Indicator) -> tuple[float, ...]:
    """Return the counts that a figure rests on; NaN is never small."""
    if not ObsStatus(row.status).has_figure:
        return ()
    if row.has_pair:
        return (row.numerator, row.denominator, row.denominator - row.numerator)
    is_count = indicator.kind is IndicatorKind.COUNT or (
        indicator.kind is IndicatorKind.DISTRIBUTION and not indicator.is_percent
    )
    return (row.value,) if is_count else ()


def _protect(
    rows: tuple[Row, ...], small: Iterable[int], equations: tuple[Equation, ...]
) -> frozenset[int]:
    """Withhold more figures until no equation lacks just one of its members."""
    withheld = set(small)
    settled = False
    while not settled:
        settled = True
        for equation in equations:
            members = (*equation.parts, *equation.total)
            if sum(member in withheld for member in members) == 1:
                further = _next(rows, equation, withheld)
                withheld |= further
                settled = settled and not further
    return frozenset(withheld)


def _next(rows: tuple[Row, ...], equation: Equation, withheld: set[int]) -> set[int]:
    """Choose what else to withhold; nothing where nothing is left that gives it away."""
    parts = [part for part in equation.parts if part not in withheld]
    by_size = sorted(parts, key=lambda part: (rows[part].size <= 0, rows[part].size, part))
    rest = [*by_size, *(total for total in equation.total if total not in withheld)]
    return set(rest[:1])


def _with_rivals(rows: tuple[Row, ...], withheld: frozenset[int]) -> frozenset[int]:
    keys = {rows[number].key for number in withheld if not rows[number].variant}
    rivals = {n for n, row in enumerate(rows) if row.key in keys and row.has_figure}
    return withheld | rivals


def _blank(observations: Observations, withheld: frozenset[int]) -> Observations:
    """Empty the withheld rows; source and as-of date stay."""
    gone = float("nan")
    blanks: Mapping[str, float | str] = {
        "value": gone,
        "numerator": gone,
        "denominator": gone,
        "status": ObsStatus.SUPPRESSED.value,
        "note": "",
    }
    frame = observations.frame
    columns = {
        name: [blank if n in withheld else cell for n, cell in enumerate(frame[name].tolist())]
        for name, blank in blanks.items()
    }
    return Observations(frame.assign(**columns))
