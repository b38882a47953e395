"""Check the register of units by itself, and count it: what ``units check`` prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from site_builder.diagnostics import Diagnostic, sort_problems
from site_builder.model.tables import RawTables
from site_builder.validate.register import RegisterSummary, summarise_register
from site_builder.validate.units import read_units


@dataclass(frozen=True, slots=True)
class UnitsReport:
    """Every problem of the register, sorted by place, and the register in numbers."""

    problems: tuple[Diagnostic, ...]
    summary: RegisterSummary


def check_units(tables: RawTables, languages: Sequence[str]) -> UnitsReport:
    """Check ``units.csv`` and ``unit_changes.csv`` more closely than a build does.

    A build keeps silent about what it can put right, such as a unit whose parent ended and
    was taken over; who checks a register wants to see it.

    Args:
        tables: The tables as they were read; problems of reading them are not repeated here.
        languages: The languages of the site, the first one the default.
    """
    units, problems = read_units(tables, languages, thorough=True)
    return UnitsReport(sort_problems(problems), summarise_register(units.register))
