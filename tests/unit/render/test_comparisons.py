"""Figures beside what they are compared with."""

from datetime import date

from site_builder.model.period import Period
from site_builder.model.portal import Comparable, Series, Variant
from site_builder.model.units import UnitChange
from site_builder.render.comparisons import make_comparable
from site_builder.render.rivals import count_rivals, make_rivals

CHANGES = (UnitChange(date(2025, 1, 1), "tinh", "tinh"),)


def test_periods_that_cannot_be_compared_share_a_row(scope, indicator, make_figure_of):
    """The newest comes first; a period with a figure, of either kind, stands for itself."""
    reason = "predecessor_missing"
    comparable = (
        Comparable(Period(2021), None, CHANGES, reason),
        Comparable(Period(2022), None, CHANGES, reason),
        Comparable(Period(2023), make_figure_of(90.0, year=2023), CHANGES),
    )
    series = Series("CT1", "tinh", (), (make_figure_of(80.0, year=2023),), comparable=comparable)

    table = make_comparable(scope, indicator, (series,))

    assert [(row.cells[1].text, row.muted) for row in table.rows] == [
        ("2023", False),
        ("2022, 2021", True),
    ]
    assert [c.text for c in table.columns][2:4] == ["Đã báo cáo (%)", "Theo đơn vị hiện nay (%)"]
    assert [cell.figure.text for cell in table.rows[0].cells[2:4]] == ["80,0", "90,0"]
    assert table.rows[1].cells[3].text == "Không so sánh được: thiếu số của đơn vị tiền thân"


def test_rival_figures_of_every_unit_are_shown(scope, indicator, make_figure_of):
    """Not of the headline unit alone; each with its source, the newest first."""
    rivals = tuple(
        Variant(name, make_figure_of(value, year=year, sources=("KH1",)))
        for name, value, year in (("Báo A", 69.0, 2020), ("Báo B", 70.0, 2021))
    )
    series = (Series("CT1", "tinh", (), (), variants=rivals),)

    table = make_rivals(scope, {"CT1": indicator}, series, "unit")

    assert [column.text for column in table.columns] == [
        "Đơn vị", "Kỳ", "Số liệu theo", "Giá trị (%)", "Nguồn",
    ]  # fmt: skip
    assert [(r.cells[2].text, r.cells[3].figure.text) for r in table.rows] == [
        ("Báo B", "70,0"),
        ("Báo A", "69,0"),
    ]
    assert count_rivals(series, "unit") == {"tinh": 2}


def test_without_rival_figures_there_is_no_table(scope, indicator):
    """An empty table would ask a question that nobody has."""
    assert make_rivals(scope, {"CT1": indicator}, (Series("CT1", "tinh", (), ()),), "unit") is None
