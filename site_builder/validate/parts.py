"""Hold totals against the sum of their parts, and shares of a distribution against 100 %.

The cells of one breakdown (all rows of a unit and period that name the same dimensions) make up
the total. Nothing is said where a cell is missing or has an error, or where there is only one: a
single "of which" is no breakdown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from site_builder.diagnostics import Fact
from site_builder.model.indicator import Aggregate, Indicator, IndicatorKind
from site_builder.model.observation import ObsStatus
from site_builder.validate import rules
from site_builder.validate.accepted import Accepted, Noted, note_later
from site_builder.validate.arrays import Floats, Ints, Mask, number_together, stretches
from site_builder.validate.numbers import plain
from site_builder.validate.statuses import STATUSES

FEWEST_CELLS = 2
MOST_DECIMALS = 6
WHOLE = 100.0

_NOTHING = [STATUSES.index(s) for s in (ObsStatus.NIL, ObsStatus.NOT_APPLICABLE)]


@dataclass(frozen=True, slots=True, eq=False)
class _Groups:
    """Cells of breakdowns, those of one after the other.

    ``cells`` are places in ``Accepted``; ``starts`` and ``lengths`` say which belong together,
    ``key`` numbers indicator, unit and period of each group.
    """

    cells: Ints
    starts: Ints
    lengths: Ints
    key: Ints

    @property
    def first(self) -> Ints:
        """The first cell of each group."""
        return self.cells[self.starts]

    def sums(self, numbers: Floats) -> Floats:
        """Return the sum over each group; NaN where one is lacking."""
        found: Floats = np.add.reduceat(numbers[self.cells], self.starts)
        return found

    def margins(self, numbers: Floats) -> Floats:
        """Return how far rounding may move each sum: half a unit of the last decimal a cell."""
        values = np.nan_to_num(numbers[self.cells])
        decimals = np.full(len(values), MOST_DECIMALS)
        for count in range(MOST_DECIMALS - 1, -1, -1):
            decimals[np.abs(np.round(values, count) - values) < 10.0**-MOST_DECIMALS / 10] = count
        most = np.maximum.reduceat(decimals, self.starts)
        found: Floats = 0.5 * self.lengths * 10.0**-most + 1e-9
        return found


def check_parts(accepted: Accepted) -> list[Noted]:
    """Find totals and distributions whose parts do not add up."""
    broken_down = [bool(i.dimensions) for i in accepted.indicators]
    if not len(accepted.indicator) or not any(broken_down):
        return []
    rows = np.flatnonzero(np.array(broken_down)[accepted.indicator] & accepted.is_used)
    is_total = accepted.is_total[rows]
    groups = _group(accepted, rows[~is_total])
    if not len(groups.starts):
        return []
    return [
        *_check_totals(accepted, groups, rows[is_total]),
        *_check_shares(accepted, groups),
    ]


def _row_key(accepted: Accepted, rows: Ints) -> Ints:
    """Number indicator, unit and period of rows, all rows in one numbering."""
    units, periods = len(accepted.units), len(accepted.periods)
    key: Ints = (accepted.indicator[rows] * units + accepted.unit[rows]) * periods
    return key + accepted.period[rows]


def _group(accepted: Accepted, rows: Ints) -> _Groups:
    """Put the cells of one breakdown together; of two at least, none missing or left out."""
    names = [_dimensions(text) for text in accepted.breakdowns]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    sort = np.array([numbers[name] for name in names], dtype=np.int64)
    owner = _row_key(accepted, rows)
    width = int(owner.max(initial=0)) + 1
    key = number_together([(owner, width), (sort[accepted.breakdown[rows]], len(numbers))])
    order = np.argsort(key, kind="stable")
    rows, key, owner = rows[order], key[order], owner[order]
    starts, lengths = stretches(key)
    if not len(starts):
        return _Groups(rows, starts, lengths, owner)
    lacking = np.isnan(accepted.value[rows]) & ~np.isin(accepted.status[rows], _NOTHING)
    sound = (lengths >= FEWEST_CELLS) & ~np.logical_or.reduceat(lacking, starts)
    sound &= ~np.isin(owner[starts], _spoilt(accepted))
    kept = np.repeat(sound, lengths)
    rows, key, owner = rows[kept], key[kept], owner[kept]
    starts, lengths = stretches(key)
    return _Groups(rows, starts, lengths, owner[starts])


def _spoilt(accepted: Accepted) -> Ints:
    """Return the keys, as of ``_row_key``, under which a row with an error was left out."""
    indicator, unit, period = accepted.left_out
    known = (indicator >= 0) & (unit >= 0) & (period >= 0)
    units, periods = len(accepted.units), len(accepted.periods)
    key: Ints = (indicator[known] * units + unit[known]) * periods + period[known]
    return np.unique(key)


def _dimensions(breakdown: str) -> tuple[str, ...]:
    """Return the names of the dimensions of ``level=xa|sex=f``."""
    return tuple(pair.partition("=")[0] for pair in breakdown.split("|"))


def _check_totals(accepted: Accepted, groups: _Groups, totals: Ints) -> Iterator[Noted]:
    """Compare the sums of cells with the rows of the totals."""
    at = _totals_of(accepted, groups, totals)
    of_group = accepted.indicator[groups.first]
    by_pair = np.array([i.kind is IndicatorKind.RATIO for i in accepted.indicators])[of_group]
    by_value = np.array([_adds_values(i) for i in accepted.indicators])[of_group]
    for column in ("value", "numerator", "denominator"):
        numbers = getattr(accepted, column)
        cells = np.where(np.isin(accepted.status, _NOTHING), 0.0, numbers)
        sums, total = groups.sums(cells), numbers[at]
        asked = (at >= 0) & (by_value if column == "value" else by_pair)
        with np.errstate(invalid="ignore"):
            differs = np.abs(sums - total) > _margins(groups, cells, total)
        wrong = np.flatnonzero(asked & differs)
        facts = partial(_of_total, accepted, groups, (wrong, total, sums))
        yield from note_later(rules.PARTS_AGAINST_TOTAL, at[wrong], column, facts)


def _margins(groups: _Groups, cells: Floats, total: Floats) -> Floats:
    """Whole numbers add up exactly; measured ones as far as they were rounded."""
    whole = np.add.reduceat((cells[groups.cells] % 1 != 0).astype(np.int64), groups.starts) == 0
    exact = whole & (np.nan_to_num(total) % 1 == 0)
    return np.where(exact, 1e-9, groups.margins(cells) + 1e-12 * np.nan_to_num(np.abs(total)))


def _adds_values(indicator: Indicator) -> bool:
    """Whether values of parts add up to the value of the whole."""
    if indicator.kind is IndicatorKind.VALUE:
        return indicator.aggregate is Aggregate.SUM
    if indicator.kind is IndicatorKind.DISTRIBUTION:
        return not indicator.is_percent
    return indicator.kind is IndicatorKind.COUNT


def _totals_of(accepted: Accepted, groups: _Groups, totals: Ints) -> Ints:
    """Return the row of the total of each group; -1 where there is none."""
    if not len(totals):
        return np.full(len(groups.key), -1, dtype=np.int64)
    keys = _row_key(accepted, totals)
    place = np.minimum(np.searchsorted(keys, groups.key), len(keys) - 1)
    return np.where(keys[place] == groups.key, totals[place], -1)


def _of_total(
    accepted: Accepted, groups: _Groups, found: tuple[Ints, Floats, Floats], position: int
) -> Mapping[str, Fact]:
    """Say what the total is, and the sum of its parts; ``found`` are groups, totals and sums."""
    group = int(found[0][position])
    total, summed = found[1][group], found[2][group]
    first = int(groups.first[group])
    return {
        **accepted.names(first),
        "value": plain(total),
        "summed": f"{summed:.12g}",
        "difference": f"{total - summed:.12g}",
        "count": int(groups.lengths[group]),
        "dimensions": ", ".join(_dimensions(accepted.breakdowns[accepted.breakdown[first]])),
        "first": str(accepted.place(first, accepted.figure_column(first))),
    }


def _check_shares(accepted: Accepted, groups: _Groups) -> Iterator[Noted]:
    """Find distributions in per cent whose shares are not the whole."""
    shared = _is_shared(accepted.indicators)[accepted.indicator[groups.first]]
    cells = np.where(np.isin(accepted.status, _NOTHING), 0.0, accepted.value)
    sums = groups.sums(cells)
    wrong = np.flatnonzero(shared & (np.abs(sums - WHOLE) > groups.margins(cells)))
    last = groups.cells[(groups.starts + groups.lengths - 1)[wrong]]
    for column, mask in (("value", ~accepted.is_pair[last]), ("numerator", accepted.is_pair[last])):
        facts = partial(_of_shares, accepted, groups, (wrong[mask], sums))
        yield from note_later(rules.SHARES_NOT_WHOLE, last[mask], column, facts)


def _of_shares(
    accepted: Accepted, groups: _Groups, found: tuple[Ints, Floats], position: int
) -> Mapping[str, Fact]:
    """Say what the shares add up to; ``found`` are groups and sums."""
    group = int(found[0][position])
    last = int(groups.cells[groups.starts[group] + groups.lengths[group] - 1])
    return {
        **accepted.names(last),
        "value": plain(accepted.value[last]),
        "summed": f"{found[1][group]:.12g}",
        "count": int(groups.lengths[group]),
        "dimensions": ", ".join(_dimensions(accepted.breakdowns[accepted.breakdown[last]])),
    }


def _is_shared(indicators: Sequence[Indicator]) -> Mask:
    """Return which indicators are distributions in per cent."""
    return np.array([i.kind is IndicatorKind.DISTRIBUTION and i.is_percent for i in indicators])
