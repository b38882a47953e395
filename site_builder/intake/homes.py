"""Choose the file that a new figure goes into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count

from site_builder.intake.columns import (
    PLAIN_COLUMNS,
    figure_fields,
    index_of,
    key_fields,
    lacking,
)
from site_builder.intake.comparing import Change
from site_builder.intake.csv_text import parse_text
from site_builder.model.indicator import Indicator
from site_builder.model.observation import Observations
from site_builder.model.tables import RawTable, RawTables

FOLDER = "data/observations"


@dataclass(frozen=True, slots=True, eq=False)
class SiteFiles:
    """The files that figures go into.

    ``files`` are the site's files by path, ``tables`` what was read from them,
    ``observations`` the figures in them. ``units`` are the ids of all units in the
    register's order.
    """

    files: Mapping[str, bytes]
    tables: RawTables
    observations: Observations
    indicators: Mapping[str, Indicator]
    units: Sequence[str]


def find_home(site: SiteFiles, change: Change) -> str:
    """Return the path of the file that a new figure goes into; it need not exist yet.

    That is the CSV file with most of its indicator's figures, where its columns can hold
    the row, else one of the indicator's own. Own files are not counted among the first: which
    of two forms is merged first then makes no difference.
    """
    own = f"{FOLDER}/{change.key.indicator.lower()}"
    own_files = chain([f"{own}.csv"], (f"{own}-{number}.csv" for number in count(2)))
    frame = site.observations.frame
    is_held = (frame["indicator"] == change.key.indicator) & (frame["cell"] == "")
    counts = Counter(str(path) for path in frame.loc[is_held, "path"])
    others = [path for path in counts if path != f"{own}.csv" and not path.startswith(f"{own}-")]
    most = sorted(others, key=lambda path: (-counts[path], path))[:1]
    return next(path for path in chain(most, own_files) if _can_hold(site, path, change))


def _can_hold(site: SiteFiles, path: str, change: Change) -> bool:
    """Whether a file is a plain table with a column for all that a new figure says."""
    table = site.tables.at(path)
    if table is None:
        return path not in site.files
    if not table.text or path in site.tables.rejected or not _is_plain(site, table):
        return False
    fields = {**key_fields(change.key), **figure_fields(change.new, table.options)}
    return not lacking(table, fields)


def _is_plain(site: SiteFiles, table: RawTable) -> bool:
    """Whether we know what each column of a file is for.

    What a statistical office delivers has columns that a new row of ours could not fill.
    """
    dimensions = {name for one in site.indicators.values() for name in one.dimensions}
    names = [name for name in table.columns if index_of(table, name) is not None]
    header = parse_text(site.files[table.path], table.delimiter).record(table.header_line)
    return len(header.cells) == len(names) and set(names) <= PLAIN_COLUMNS | dimensions
