"""The rows of a site's workbook whose figures a form gives anew."""

from __future__ import annotations

import pandas as pd

from site_builder.intake import FigureKey, without_rows
from site_builder.model.observation import FRAME_COLUMNS, Observations
from site_builder.model.spreadsheet import parse_cell_name
from site_builder.model.tables import RawTable, RawTables, TableOptions
from site_builder.model.text_table import make_sheet_table

PATH = "data/observations/x.xlsx"
COLUMNS = ("indicator", "unit", "period", "value", "note")
ROWS = {
    "2023": ("A1", "B4", "C4", "D4", "E4"),
    "2024": ("A1", "B4", "C4", "D5", "D4"),
    "2025": ("A1", "B6", "C6", "D6", "E6"),
}


def table(sheet: str) -> RawTable:
    """Return a table whose rows share a caption, and once another row's figure as a note."""
    texts = [("CT1", "huyen-a", year, "90", "") for year in ROWS]
    cells = [[parse_cell_name(name) or 0 for name in names] for names in ROWS.values()]
    return make_sheet_table((PATH, sheet), COLUMNS, texts, cells, TableOptions())


def observations(cells: dict[str, str]) -> Observations:
    """Return figures by period, with the cells that they stand in."""
    texts = dict.fromkeys(FRAME_COLUMNS, "") | {"indicator": "CT1", "unit": "huyen-a"}
    numbers = {"value": 90.0, "numerator": float("nan"), "denominator": float("nan"), "line": 4}
    rows = [
        {**texts, **numbers, "status": "official", "path": PATH, "period": year, "cell": cell}
        for year, cell in cells.items()
    ]
    return Observations(pd.DataFrame(rows, columns=list(FRAME_COLUMNS)))


def kept(before: Observations, *years: str) -> dict[str, list[str]]:
    """Return the periods that are left, by sheet."""
    keys = [FigureKey("CT1", "huyen-a", year) for year in years]
    tables = without_rows(RawTables((table("B!1"), table("Biểu 2"))), before, keys).tables
    return {str(one.sheet): one.cells["period"].tolist() for one in tables}


def test_only_the_row_of_the_figure_is_left_out():
    """Not one that shows the same cell elsewhere, nor the same cell of another sheet."""
    before = observations({"2023": "B!1!D4", "2025": "B!1!D6"})

    assert kept(before, "2023") == {"B!1": ["2024", "2025"], "Biểu 2": ["2023", "2024", "2025"]}


def test_a_form_may_give_all_figures_of_a_sheet():
    """Those of the other one stay."""
    before = observations({year: f"Biểu 2!{names[3]}" for year, names in ROWS.items()})

    assert kept(before, *ROWS) == {"B!1": ["2023", "2024", "2025"], "Biểu 2": []}
