"""Hold figures of different files and indicators against each other. Order only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from site_builder.diagnostics import Diagnostic
from site_builder.model.tables import RawTables
from site_builder.validate.baselines import KeyPlaces, check_baselines
from site_builder.validate.compared import compare_rows
from site_builder.validate.denominators import DENOMINATORS_DISAGREE, find_disagreeing
from site_builder.validate.missing_units import UNITS_MISSING, find_missing_units
from site_builder.validate.names import Names
from site_builder.validate.places import Places
from site_builder.validate.quotas import QUOTA_BELOW_TARGET, find_low_quotas


def check_between(
    frame: pd.DataFrame, tables: RawTables, names: Names, keys: KeyPlaces, today: date
) -> Iterator[Diagnostic]:
    """Warn where baselines, quotas, denominators or units do not go together.

    Args:
        frame: The accepted rows, as ``Observations`` has them.
        tables: The tables that they stand in, to say where.
        names: The registers of the site.
        keys: Where the values of the indicators' files stand.
        today: The day of the build, in the site's time zone.
    """
    rows, register, places = compare_rows(frame, names), names.units.register, Places(tables)
    yield from check_baselines(rows, register, keys)
    quotas = find_low_quotas(rows, register)
    missing = find_missing_units(rows, names, tables, today)
    yield from rows.report(QUOTA_BELOW_TARGET, quotas, places)
    yield from rows.report(UNITS_MISSING, missing, places)
    yield from rows.report(DENOMINATORS_DISAGREE, find_disagreeing(rows), places)
