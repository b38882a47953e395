"""What a form says of itself: cells, names, and a fingerprint that changes when it must."""

from __future__ import annotations

from dataclasses import replace

import pytest

from site_builder.forms import form_fingerprint, form_name, make_record
from site_builder.forms.naming import sheet_names
from site_builder.model.form import FormCell, FormRow
from site_builder.model.indicator import IndicatorKind
from site_builder.model.spreadsheet import parse_cell_name


def cell(field, name, sheet="Số liệu"):
    return FormCell(field, sheet, parse_cell_name(name))


def test_the_record_lists_every_cell_figures_first(make):
    """A pair, the rate alone, the status, and what is said of the figure."""
    portal = make.portal(make.indicator(), make.indicator("KN", IndicatorKind.COUNT))
    spec = make.plan(portal, unit="a")[0]

    record = make_record(spec, make.words())

    notes = "Nguồn, ghi chú"
    assert (record.site, record.period, record.unit) == ("Cổng thử", "2026-Q1", "a")
    assert record.fingerprint == form_fingerprint(spec)
    assert record.rows == (
        FormRow(
            "CT1",
            "a",
            "2026-Q1",
            (),
            (
                cell("numerator", "G8"),
                cell("denominator", "H8"),
                cell("value", "F6", notes),
                cell("status", "J8"),
                cell("source", "C6", notes),
                cell("as_of", "D6", notes),
                cell("note", "E6", notes),
            ),
        ),
        FormRow(
            "KN",
            "a",
            "2026-Q1",
            (),
            (
                cell("value", "I9"),
                cell("status", "J9"),
                cell("source", "C7", notes),
                cell("as_of", "D7", notes),
                cell("note", "E7", notes),
            ),
        ),
    )


def test_a_form_for_all_has_a_sheet_for_each_indicator(make):
    """Rows are numbered anew on each sheet of figures, and go on on that of notes."""
    portal = make.portal(make.indicator("CT1"), make.indicator("CT2"))
    record = make_record(make.plan(portal, all_in_one=True)[0], make.words())

    assert record.unit == ""
    assert [
        (row.indicator, row.unit, row.cells[0].sheet, row.cells[0].cell, row.cells[-1].cell)
        for row in record.rows
    ] == [
        ("CT1", "a", "CT1", parse_cell_name("G8"), parse_cell_name("F6")),
        ("CT1", "b", "CT1", parse_cell_name("G9"), parse_cell_name("F7")),
        ("CT2", "a", "CT2", parse_cell_name("G8"), parse_cell_name("F8")),
        ("CT2", "b", "CT2", parse_cell_name("G9"), parse_cell_name("F9")),
    ]


def test_the_fingerprint_knows_no_language(make):
    """The same form in English is the same form."""
    spec = make.plan(make.portal(make.indicator()), unit="a")[0]

    assert (
        make_record(spec, make.words("vi")).fingerprint
        == make_record(spec, make.words("en")).fingerprint
    )


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Tên mới"},
        {"targets": ()},
        {"due_days": 40},
        {"decimals": 3},
        {"audience": "public"},
    ],
)
def test_the_fingerprint_lasts(make, change):
    """A form in the field stays good while what it asks does not change."""
    change = {name: make.text(v) if name == "title" else v for name, v in change.items()}
    before = make.plan(make.portal(make.indicator(), make.indicator("X")), unit="a")
    after = make.plan(make.portal(make.indicator(**change), make.indicator("X")), unit="a")

    assert form_fingerprint(after[0]) == form_fingerprint(before[0])


def test_the_fingerprint_lasts_while_figures_come_in(make):
    """Figures of this period and others move no cell that is to be filled."""
    figures = {("CT1", "a", ()): (make.pair("2025-Q4", 1, 2), make.pair("2026-Q1", 1, 3))}
    before = make.plan(make.portal(make.indicator()), unit="a")[0]
    after = make.plan(make.portal(make.indicator(), figures=figures), unit="a")[0]

    assert after.figures != before.figures
    assert form_fingerprint(after) == form_fingerprint(before)


def test_another_indicator_changes_nothing(make):
    """One that the form does not ask for may say what it likes."""
    owing = {"CT1": frozenset("a"), "X": frozenset("b")}
    before = make.plan(make.portal(make.indicator(), make.indicator("X"), owing=owing), unit="a")
    other = make.indicator("X", definition=make.text("Khác"))
    after = make.plan(make.portal(make.indicator(), other, owing=owing), unit="a")

    assert form_fingerprint(after[0]) == form_fingerprint(before[0])


@pytest.mark.parametrize(
    "change",
    [
        {"kind": IndicatorKind.COUNT},
        {"unit_measure": "person"},
        {"maximum": None},
        {"cumulative": True},
        {"numerator": "Số khác"},
        {"definition": "Nghĩa khác"},
        {"method_note": "Cách khác"},
        {"dimensions": ("muc",)},
    ],
)
def test_the_fingerprint_changes_with_what_is_asked(make, change):
    """Another meaning of a figure makes an old form old."""
    values = {
        name: make.text(v) if isinstance(v, str) and " " in v else v for name, v in change.items()
    }
    before = make.plan(make.portal(make.indicator()), unit="a")[0]
    after = make.plan(make.portal(replace(make.indicator(), **values)), unit="a")[0]

    assert form_fingerprint(after) != form_fingerprint(before)


def test_the_fingerprint_changes_with_period_and_rows(make):
    """Another quarter, another unit, one indicator more: other forms."""
    portal = make.portal(make.indicator())
    more = make.portal(make.indicator(), make.indicator("X"))
    specs = (
        make.plan(portal, unit="a")[0],
        make.plan(portal, unit="b")[0],
        make.plan(portal, "2026-Q2", unit="a")[0],
        make.plan(more, unit="a")[0],
        make.plan(portal, all_in_one=True)[0],
    )

    assert len({form_fingerprint(spec) for spec in specs}) == len(specs)


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("huyen-a", "huyen-a-2026-Q1.xlsx"),
        ("Q.01_b", "Q.01_b-2026-Q1.xlsx"),
        ("tam-dân", "tam-dan-e2-2026-Q1.xlsx"),
        ("tam-đan", "tam-dan-111-2026-Q1.xlsx"),
        ("*", "x-2026-Q1.xlsx"),
    ],
)
def test_files_have_plain_names(make, unit, name):
    """ASCII only; two ids that differ by accents alone do not share a file."""
    spec = make.plan(make.portal(make.indicator(), units=(make.unit(unit),)), unit=unit)[0]

    assert form_name(spec) == name


def test_a_form_for_all_says_so_in_the_site_s_language(make):
    """In Vietnamese, or in English for any other site."""
    spec = make.plan(make.portal(make.indicator()), all_in_one=True)[0]

    assert form_name(spec) == "tat-ca-2026-Q1.xlsx"
    assert form_name(replace(spec, language="en")) == "all-2026-Q1.xlsx"


def test_sheets_have_names_that_excel_takes(make):
    """Short, without its forbidden signs, and different whatever the case of letters."""
    codes = ("A" * 40, "A" * 41, "a[1]*:?", "số liệu", "HISTORY")
    portal = make.portal(*(make.indicator(code) for code in codes))
    names = sheet_names(make.plan(portal, all_in_one=True)[0], make.words())

    assert list(names.values()) == [
        "Hướng dẫn",
        "Số liệu",
        "Nguồn, ghi chú",
        "Văn bản",
        "A" * 31,
        "A" * 26 + " (2)",
        "a-1----",
        "số liệu (2)",
        "HISTORY (2)",
    ]
