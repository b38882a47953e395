"""Whatever stands in a table, its cells keep their places and no row is lost."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.cells import cell_places, line_starts
from site_builder.model.tables import TableOptions
from site_builder.tables import read_csv

UNITS = "data/units.csv"
CELLS = st.text(st.sampled_from('aĐ ,;\t"\n\r\u2028é0'), max_size=6)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8)
LINES = st.lists(st.text(st.sampled_from('ab,"; '), max_size=8), max_size=12)


def written(rows, end: str) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([("unit", "name", "level"), *rows])
    return out.getvalue()


@given(ROWS, st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_a_writer_wrote_is_read_back(rows, end):
    """Any text survives quoting; a row of empty cells is blank."""
    checked = read_csv(UNITS, written(rows, end).encode(), TableOptions())

    stripped = [tuple(cell.strip() for cell in row) for row in rows]
    assert checked.problems == ()
    assert checked.value is not None
    table = checked.value[0]
    assert [tuple(row) for row in table.cells.to_numpy().tolist()] == [
        r for r in stripped if any(r)
    ]
    assert table.blank == sum(not any(row) for row in stripped)


@given(ROWS, st.sampled_from(["\n", "\r\n"]))
def test_a_cells_place_is_where_it_stands(rows, end):
    """The text of the file at the place of a cell begins with that cell."""
    text = written(rows, end)
    checked = read_csv(UNITS, text.encode(), TableOptions())
    assert checked.value is not None
    table = checked.value[0]
    wanted = [(row, name) for row in range(len(table.lines)) for name in table.columns]

    starts = line_starts(text)
    for (row, name), (line, column, *_) in zip(wanted, cell_places(table, wanted), strict=True):
        assert column is not None
        rest = text[starts[line - 1] + column - 1 :]
        cell = next(csv.reader(io.StringIO(rest, newline="")))[0]
        assert cell.strip() == table.cells[name].iloc[row]


@given(LINES)
def test_no_row_is_lost_however_broken_the_file(lines):
    """Each line below the header is part of a row, of a rejected row, or blank."""
    text = "unit,name\n" + "\n".join(lines)

    checked = read_csv(UNITS, text.encode(), TableOptions())

    assert checked.value is not None
    table = checked.value[0]
    errors = [p for p in checked.problems if p.rule.code != "SB299"]
    assert len(errors) == table.rejected
    counted = len(table.lines) + table.blank + table.rejected
    assert counted <= len(line_starts(text)) - 1
    assert table.lines.tolist() == sorted(set(table.lines.tolist()))
