"""Choose the files that new figures go into."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, count

from site_builder.intake.columns import PLAIN_COLUMNS, index_of, lacking, row_fields
from site_builder.intake.comparing import Change
from site_builder.intake.csv_text import parse_head
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


def find_homes(site: SiteFiles, changes: Sequence[Change]) -> tuple[str, ...]:
    """Return the paths of the files that new figures go into, in the order of the figures.

    A figure goes into the CSV file with most of its indicator's figures, where its columns can
    hold the row, else into one of the indicator's own, which need not exist yet. Own files are
    not counted among the first: which of two forms is merged first then makes no difference.
    """
    fullest = _fullest_files(site, {change.key.indicator for change in changes})
    tables = {table.path: table for table in site.tables.tables}
    dimensions = frozenset(name for one in site.indicators.values() for name in one.dimensions)

    @cache
    def is_open(path: str) -> bool:
        table = tables[path]
        is_sound = bool(table.text) and path not in site.tables.rejected
        return is_sound and _is_plain(site.files[path], table, dimensions)

    def can_hold(path: str, change: Change) -> bool:
        if path not in tables:
            return path not in site.files
        table = tables[path]
        return is_open(path) and not lacking(table, row_fields(change, table.options))

    def home(change: Change) -> str:
        code = change.key.indicator
        paths = chain(fullest.get(code, ()), _own_files(code))
        return next(path for path in paths if can_hold(path, change))

    return tuple(home(change) for change in changes)


def _fullest_files(site: SiteFiles, codes: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the file with most of an indicator's figures, by indicator, own files aside."""
    frame = site.observations.frame
    is_held = frame["indicator"].isin(codes) & (frame["cell"] == "")
    held = frame.loc[is_held, ["indicator", "path"]]
    counts: dict[str, dict[str, int]] = {}
    sizes = held.groupby(["indicator", "path"]).size().reset_index(name="size")
    for code, path, size in sizes.itertuples(index=False):
        if not _is_own(path, code):
            counts.setdefault(code, {})[path] = size
    return {
        code: (min(by_path, key=lambda path: (-by_path[path], path)),)
        for code, by_path in counts.items()
    }


def _own_files(code: str) -> Iterator[str]:
    """Yield the paths of an indicator's own files: as many as it may ever need."""
    own = _own_name(code)
    return chain([f"{own}.csv"], (f"{own}-{number}.csv" for number in count(2)))


def _is_own(path: str, code: str) -> bool:
    """Whether a file is one of an indicator's own."""
    own = _own_name(code)
    return path == f"{own}.csv" or path.startswith(f"{own}-")


def _own_name(code: str) -> str:
    return f"{FOLDER}/{code.lower()}"


def _is_plain(data: bytes, table: RawTable, dimensions: Collection[str]) -> bool:
    """Whether we know what each column of a file is for.

    What a statistical office delivers has columns that a new row of ours could not fill.
    """
    names = [name for name in table.columns if index_of(table, name) is not None]
    header = parse_head(data, table.delimiter, table.header_line).record(table.header_line)
    return len(header.cells) == len(names) and set(names) <= PLAIN_COLUMNS.union(dimensions)
