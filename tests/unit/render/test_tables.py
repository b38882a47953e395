"""Figures in tables."""

from dataclasses import replace
from datetime import date

import pytest

from site_builder.model.pages import UnitRow
from site_builder.model.portal import Comparable, Series
from site_builder.render.comparisons import make_comparable
from site_builder.render.components import Cell, Column, LinkView, Row, TableView
from site_builder.render.tables import (
    make_matrix,
    make_series_table,
    make_unit_rows,
    value_column,
    without_empty_columns,
)


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


def test_a_long_series_folds_its_earlier_periods(scope, indicator, make_figure_of):
    """Twelve are seen at once; two or three more are not worth folding."""
    long, short = (
        make_series_table(
            scope,
            indicator,
            Series("CT1", "tinh", (), tuple(make_figure_of(90.0, year=y) for y in years)),
        )
        for years in (range(2000, 2020), range(2000, 2015))
    )

    assert (len(long.rows), len(long.folded), long.count) == (12, 8, 20)
    assert (long.rows[0].cells[0].text, long.folded[0].cells[0].text) == ("2019", "2007")
    assert long.fold_label == "Các kỳ trước (8)"
    assert (len(short.rows), short.folded) == (15, ())


def test_a_unit_with_rival_figures_alone_says_so(scope, indicator, disclosed):
    """A dash would hide that figures were published."""
    row = UnitRow(disclosed.units.get("tinh"), indicator, None, None, None)

    table = make_unit_rows(scope, indicator, (row,), {"tinh": 3})

    assert table.rows[0].cells[1].links == (
        LinkView("Chưa chọn số chính thức: xem 3 số đã công bố", "#so-da-cong-bo-khac"),
    )


def test_running_totals_say_so_in_the_head(scope, indicator):
    """A column of figures that grow within the year is not to be summed by a reader."""
    running = replace(indicator, cumulative=True)

    assert value_column(scope, indicator).text == "Giá trị (%)"
    assert value_column(scope, running).text == "Lũy kế từ đầu năm (%)"


@pytest.mark.parametrize(
    ("days", "head", "shown"),
    [
        ({"valid_from": date(2025, 7, 1)}, "Theo đơn vị hiện nay (%)", "chưa thành lập"),
        ({"valid_from": date(2024, 7, 1)}, "Theo đơn vị hiện nay (%)", "–"),
        (
            {"valid_to": date(2025, 12, 31)},
            "Theo địa bàn khi chấm dứt hoạt động (%)",
            "–",
        ),
    ],
)
def test_a_unit_is_asked_for_nothing_before_its_time(
    scope, indicator, make_figure_of, days, head, shown
):
    """Before it was formed it has no lack of data; after its end it has no units of today."""
    register = scope.context.disclosed.units
    units = {**register.units, "tinh": replace(register.get("tinh"), **days)}
    disclosed = replace(scope.context.disclosed, units=replace(register, units=units))
    here = replace(scope, context=replace(scope.context, disclosed=disclosed))
    earlier = make_figure_of(90.0, year=2024, restated=True)
    comparable = (Comparable(earlier.period, earlier, ()),)
    series = Series("CT1", "tinh", (), (make_figure_of(91.0),), comparable=comparable)

    table = make_series_table(here, indicator, series)
    beside = make_comparable(here, indicator, (series,))

    assert [c.text for c in table.columns] == ["Kỳ", "Đã báo cáo (%)", head]
    assert table.rows[1].cells[1].figure.text == shown
    assert beside.rows[0].cells[2].figure.text == shown
