"""Check the accepted figures against each other: what no row shows by itself. Order only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

import pandas as pd

from site_builder.diagnostics import Diagnostic
from site_builder.model.tables import RawTables
from site_builder.validate.names import Names
from site_builder.validate.places import Places


def check_series(
    frame: pd.DataFrame, tables: RawTables, names: Names, today: date
) -> Iterator[Diagnostic]:
    """Report what is wrong or odd between the rows of figures.

    Args:
        frame: The accepted rows, as ``Observations`` has them.
        tables: The tables that they stand in, to say where.
        names: The registers of the site.
        today: The day of the build, in the site's time zone.
    """
    places = Places(tables)
    _ = (places, names, today, frame)
    yield from chain[Diagnostic]()
