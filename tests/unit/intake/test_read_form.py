"""What is seen in a form before any figure is judged."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from site_builder.intake import Title


def test_a_form_filled_in_gives_its_entries_and_what_is_owed(make):
    """Numbers are written exactly in the site's way; an untouched row is owed, not changed."""
    forms = make.forms
    rows = forms.record(forms.ratio(0), forms.ratio(1, period="2024"))
    data = forms.make_form(rows, {"C8": 91.25, "D8": 100, "notes!E6": " ước  theo báo cáo "})

    form = make.read(data)

    assert make.found(form) == []
    [entry] = form.value.entries
    assert entry.texts == {
        "numerator": "91,25",
        "denominator": "100",
        "value": "",
        "status": "Chính thức",
        "source": "",
        "as_of": "",
        "note": "ước theo báo cáo",
    }
    assert [row.period for row in form.value.owed] == ["2024"]


@pytest.mark.parametrize("status", ["Chưa báo cáo", "nil", "Không phát sinh"])
def test_a_status_without_a_figure_is_an_entry(make, status: str):
    """Nobody reported, and nothing occurred, are things to report."""
    form = make.read(make.forms.make_form(make.forms.record(), {"F8": status})).value

    assert [entry.texts["status"] for entry in form.entries] == [status]
    assert form.owed == ()


@pytest.mark.parametrize("filled", [{}, {"F8": None}, {"F8": "Chính thức", "notes!C6": "KH211"}])
def test_a_row_that_says_nothing_is_owed(make, filled: dict[str, object]):
    """A source that was filled down a column enters no figure."""
    form = make.read(make.forms.make_form(make.forms.record(), filled))

    assert make.found(form) == [("SB287", "huyen-a-2025.xlsx", "")]
    assert form.value.entries == ()
    assert len(form.value.owed) == 1


@pytest.mark.parametrize(
    ("sheet", "name", "field", "text"),
    [("Nguồn, ghi chú", "F6", "value", "95,5"), ("Số liệu", "C8", "numerator", "95,5%")],
)
def test_a_per_cent_sign_is_read_as_it_was_typed(
    make, sheet: str, name: str, field: str, text: str
):
    """A spreadsheet keeps 95,5% as 0.955: as a rate that is 95.5, as a count it is none."""
    book = load_workbook(BytesIO(make.forms.make_form(make.forms.record())))
    book[sheet][name] = 0.955
    book[sheet][name].number_format = "0.0%"

    form = make.read(make.forms.save(book)).value

    assert [entry.texts[field] for entry in form.entries] == [text]


def test_a_note_alone_is_not_lost(make):
    """A row with a note and no figure goes on to the checks, which ask for its status."""
    form = make.read(make.forms.make_form(make.forms.record(), {"notes!E6": "chờ huyện báo"}))

    assert [entry.texts["note"] for entry in form.value.entries] == ["chờ huyện báo"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("5/1/2026", "2026-01-05"),
        ("15.01.2026", "2026-01-15"),
        (date(2026, 1, 15), "2026-01-15"),
        ("2026-01-15", "2026-01-15"),
        ("31/02/2026", "31/02/2026"),
        ("01/15/2026", "01/15/2026"),
        ("5/1.2026", "5/1.2026"),
    ],
)
def test_a_day_is_read_in_the_order_that_the_form_asks_for(make, typed: object, text: str):
    """Day/month/year, as a date or as text; what is no such day goes on to the checks as it is."""
    data = make.forms.make_form(make.forms.record(), {"C8": 1, "D8": 2, "notes!D6": typed})

    [entry] = make.read(data).value.entries

    assert entry.texts["as_of"] == text


def test_a_workbook_without_a_record_is_no_form(make):
    """What somebody made themselves cannot say which figure is which."""
    book = Workbook()
    book.active["A1"] = "Mã chỉ tiêu"

    assert make.found(make.read(make.forms.save(book))) == [("SB270", "huyen-a-2025.xlsx", "")]


def test_a_damaged_record_is_not_guessed_at(make):
    """A record with a broken line is no record."""
    book = load_workbook(BytesIO(make.forms.make_form(make.forms.record())))
    book["_form"]["G8"] = "nowhere"

    assert make.found(make.read(make.forms.save(book))) == [("SB271", "huyen-a-2025.xlsx", "")]


@pytest.mark.parametrize("today", ["ffff", None])
def test_a_form_of_another_portal_is_refused(make, today: str | None):
    """Codes may be the same and mean something else."""
    data = make.forms.make_form(make.forms.record(site="Tỉnh B"))

    form = make.read(data, fingerprint=lambda _record: today)

    assert make.found(form) == [("SB272", "huyen-a-2025.xlsx", "Tỉnh B")]
    assert form.value is None


@pytest.mark.parametrize(("today", "code"), [("ffff", "SB273"), (None, "SB274")])
def test_a_form_of_other_definitions_is_refused(make, today: str | None, code: str):
    """The questions have changed since the form was made, or are no longer asked."""
    data = make.forms.make_form(make.forms.record(), {"C8": 1, "D8": 2})

    form = make.read(data, fingerprint=lambda _record: today)

    assert make.found(form) == [(code, "huyen-a-2025.xlsx", "")]
    assert form.value is None


@pytest.mark.parametrize(
    ("title", "seen"),
    [
        ("Huyện A, năm 2026", ("SB275", "huyen-a-2025.xlsx[Số liệu]!A2", "Huyện A, năm 2026")),
        ("Huyện B, năm 2025", ("SB275", "huyen-a-2025.xlsx[Số liệu]!A2", "Huyện B, năm 2025")),
    ],
)
def test_a_title_changed_by_hand_is_told_at_its_cell(make, title: str, seen: tuple[str, str, str]):
    """A new title does not make a new form."""
    data = make.forms.make_form(make.forms.record(), {"C8": 1, "D8": 2}, title)

    assert make.found(make.read(data)) == [seen]


def test_titles_may_be_of_any_language(make):
    """The form was made in English; that is no change by hand."""
    data = make.forms.make_form(make.forms.record(), {"C8": 1, "D8": 2}, "District A, 2025")

    assert make.found(make.read(data)) == []


def test_rows_that_moved_are_told_once_and_not_read(make):
    """A row inserted above the table moves every figure to another question."""
    rows = make.forms.record(make.forms.ratio(0), make.forms.ratio(1, code="CT2"))
    book = load_workbook(BytesIO(make.forms.make_form(rows, {"C8": 1, "D8": 2, "C9": 3})))
    book["Số liệu"].insert_rows(8)

    form = make.read(make.forms.save(book))

    assert [one for one in make.found(form) if one[0] != "SB279"] == [
        ("SB276", "huyen-a-2025.xlsx[Số liệu]!A8", "–")
    ]
    assert dict(form.problems[0].facts)["count"] == 2
    assert form.value.entries == ()


def test_sorted_rows_of_a_form_for_all_units_are_told(make):
    """Two units changed places: their figures would be each other's."""
    forms = make.forms
    rows = forms.record(forms.ratio(0), forms.ratio(1, "huyen-b"), unit="")
    data = forms.make_form(rows, {"B8": "huyen-b", "B9": "huyen-a", "C8": 1, "D8": 2})

    form = make.read(data, titles=lambda _record: (Title(("Năm 2025",)),))

    assert make.found(form) == [("SB276", "huyen-a-2025.xlsx[Số liệu]!A8", "CT1 · huyen-b")]


def test_a_sheet_that_is_gone_is_named(make):
    """A renamed sheet takes its cells along."""
    book = load_workbook(BytesIO(make.forms.make_form(make.forms.record())))
    book["Nguồn, ghi chú"].title = "Sheet1"

    assert ("SB277", "huyen-a-2025.xlsx", "Nguồn, ghi chú") in make.found(
        make.read(make.forms.save(book))
    )


def test_each_stray_number_is_told_at_its_cell(make):
    """Pasted one row too low, or into the column of the rate: it would be lost."""
    data = make.forms.make_form(make.forms.record(), {"C9": 91, "D9": "100", "E8": 91.5})

    assert make.found(make.read(data)) == [
        ("SB278", "huyen-a-2025.xlsx[Số liệu]!E8", "91.5"),
        ("SB278", "huyen-a-2025.xlsx[Số liệu]!C9", "91"),
        ("SB278", "huyen-a-2025.xlsx[Số liệu]!D9", "100"),
    ]


def test_the_rate_of_a_pair_is_no_stray_number(make):
    """A program that keeps no formulas leaves the rate that the form computed."""
    data = make.forms.make_form(make.forms.record(), {"C8": 9, "D8": 10, "E8": 90})

    assert make.found(make.read(data)) == []


def test_checks_that_pasting_took_away_are_a_warning(make):
    """All is checked again here; the sender should know that the form no longer helps."""
    book = load_workbook(BytesIO(make.forms.make_form(make.forms.record(), {"C8": 1, "D8": 2})))
    book["Số liệu"].data_validations.dataValidation = []

    form = make.read(make.forms.save(book))

    assert make.found(form) == [("SB279", "huyen-a-2025.xlsx[Số liệu]!C8", "")]
    assert not form.has_errors
    assert dict(form.problems[0].facts) == {"count": 3}


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        ("=1+1", "SB280", ""),
        ("#REF!", "SB281", "#REF!"),
        (datetime(2026, 2, 1), "SB282", "2026-02-01"),  # noqa: DTZ001  # a cell has no time zone
        (True, "SB282", "True"),
    ],
)
def test_a_cell_without_a_number_is_told_at_its_cell(make, value: object, code: str, seen: str):
    """A formula nobody computed, an error, a date and a yes are not read as anything."""
    form = make.read(make.forms.make_form(make.forms.record(), {"C8": value, "D8": 10}))

    assert make.found(form) == [(code, "huyen-a-2025.xlsx[Số liệu]!C8", seen)]
    assert [(e.texts["numerator"], e.texts["denominator"]) for e in form.value.entries] == [
        ("", "10")
    ]
    assert form.value.owed == ()


@pytest.mark.parametrize(
    ("text", "locale", "comma"),
    [
        ("98.5", "vi", "98,5"),
        ("1,234.5", "vi", "1234,5"),
        ("1.234", "vi", None),
        ("98.5", "en", None),
    ],
)
def test_a_decimal_point_typed_as_text_is_told(make, text: str, locale: str, comma: str | None):
    """A number that Excel did not take for one is read as people of the site write."""
    data = make.forms.make_form(make.forms.record(), {"C8": text, "D8": 10})

    form = make.read(data, locale=locale)

    told = [dict(p.facts)["comma"] for p in form.problems if p.rule.code == "SB288"]
    assert told == ([] if comma is None else [comma])


def test_an_english_site_keeps_its_decimal_point(make):
    """Typed numbers are written in the way in which the form's texts are read."""
    data = make.forms.make_form(make.forms.record(), {"C8": 91.25, "D8": 1e20})

    [entry] = make.read(data, locale="en").value.entries

    assert (entry.texts["numerator"], entry.texts["denominator"]) == ("91.25", "1" + "0" * 20)
