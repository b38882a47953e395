"""Choose the files that new figures go into."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import count

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
    # A file is looked at once, however many figures may go into it.
    look_at = cache(partial(_look_at, site))
    return tuple(
        next(path for path in _candidates(change, fullest) if look_at(path).takes(change))
        for change in changes
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """What is at a path: nothing, a plain table, or what no figure is put into (None)."""

    is_free: bool
    table: RawTable | None

    def takes(self, change: Change) -> bool:
        """Whether a new figure can go there, with a column for all that it says."""
        if self.table is None:
            return self.is_free
        return not lacking(self.table, row_fields(change, self.table.options))


def _look_at(site: SiteFiles, path: str) -> _Place:
    """Say what is at a path."""
    table = site.tables.at(path)
    if table is None:
        return _Place(path not in site.files, None)
    is_sound = bool(table.text) and path not in site.tables.rejected
    return _Place(is_free=False, table=table if is_sound and _is_plain(site, table) else None)


def _is_plain(site: SiteFiles, table: RawTable) -> bool:
    """Whether we know what each column of a file is for.

    What a statistical office delivers has columns that a new row of ours could not fill.
    """
    dimensions = {name for one in site.indicators.values() for name in one.dimensions}
    names = [name for name in table.columns if index_of(table, name) is not None]
    head = parse_head(site.files[table.path], table.delimiter, table.header_line)
    header = head.record(table.header_line)
    return len(header.cells) == len(names) and set(names) <= PLAIN_COLUMNS | dimensions


def _candidates(change: Change, fullest: Mapping[str, str]) -> Iterator[str]:
    """Yield the paths that a new figure may go into, the best first; they never end."""
    code = change.key.indicator
    if code in fullest:
        yield fullest[code]
    yield f"{_own_name(code)}.csv"
    yield from (f"{_own_name(code)}-{number}.csv" for number in count(2))


def _fullest_files(site: SiteFiles, codes: Collection[str]) -> Mapping[str, str]:
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
        code: min(by_path, key=lambda path: (-by_path[path], path))
        for code, by_path in counts.items()
    }


def _is_own(path: str, code: str) -> bool:
    """Whether a file is one of an indicator's own."""
    own = _own_name(code)
    return path == f"{own}.csv" or path.startswith(f"{own}-")


def _own_name(code: str) -> str:
    return f"{FOLDER}/{code.lower()}"
