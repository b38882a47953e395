"""One observation file's table, column by column, with the names it may refer to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from site_builder.model.indicator import Indicator
from site_builder.model.tables import RawTable
from site_builder.validate.columns import Column, read_column
from site_builder.validate.names import Names

OBSERVATIONS = "data/observations"
"""The folder of the files with figures."""

PLAIN_COLUMNS = (
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
    "unit_measure",
    "received",
)
"""The columns that every observation file may have; any other is a dimension."""

LABEL_COLUMNS = ("indicator_label", "unit_label")
"""Columns that repeat a key in words beside its code."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """A table with what its rows are checked against; ``today`` is the day of the build.

    The lists that numbers of rows point into are made once, when they are first asked for.
    """

    table: RawTable
    names: Names
    today: date

    @property
    def size(self) -> int:
        """How many rows the table has."""
        return len(self.table.lines)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators, in the order of their codes: what indexes of indicators point to."""
        return tuple(self.names.indicators[code] for code in sorted(self.names.indicators))

    @cached_property
    def unit_ids(self) -> tuple[str, ...]:
        """The ids of all units, sorted: what indexes of units point to."""
        return tuple(sorted(self.names.units.register.units))

    def has(self, name: str) -> bool:
        """Whether the file has a column."""
        return name in self.table.columns

    def column(self, name: str) -> Column:
        """Return a column; one that the file does not have is empty."""
        return read_column(self.table, name)
