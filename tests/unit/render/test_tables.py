"""Figures in tables."""

from site_builder.model.portal import Series
from site_builder.render.components import Cell, Column, Row, TableView
from site_builder.render.tables import make_matrix, make_series_table, without_empty_columns


def test_columns_without_a_word_are_left_out():
    """The first column stays even where it is empty: it names the rows."""
    table = TableView(
        "x", (Column("a"), Column("b"), Column("c")), (Row((Cell(), Cell(), Cell("1"))),)
    )

    assert without_empty_columns(table) == TableView(
        "x", (Column("a"), Column("c")), (Row((Cell(), Cell("1"))),)
    )


def test_a_series_starts_with_its_newest_period(scope, indicator, make_figure_of):
    """The unit of measure stands in the head, the counts have a column where there are any."""
    series = Series("CT1", "tinh", (), (make_figure_of(97.0, year=2024), make_figure_of(98.3)))

    table = make_series_table(scope, indicator, series)

    assert [c.text for c in table.columns] == ["Kỳ", "Giá trị (%)"]
    assert [row.cells[0].text for row in table.rows] == ["2025", "2024"]


def test_a_matrix_has_the_newest_periods(scope, indicator, make_figure_of):
    """More than fit are cut at the old end; a unit without a row shows that it has none."""
    full = Series("CT1", "tinh", (), tuple(make_figure_of(1.0, year=y) for y in range(2015, 2026)))
    short = Series("CT1", "tinh", (), (make_figure_of(1.0),))

    table = make_matrix(scope, indicator, (full, short), most=3)

    assert [c.text for c in table.columns] == ["Đơn vị", "2023", "2024", "2025"]
    assert [c.figure.state for c in table.rows[1].cells[1:]] == ["none", "none", "value"]
