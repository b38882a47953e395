"""What a form would change, figure by figure, and how that is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from site_builder.diagnostics import Location, Rule, make_diagnostic
from site_builder.intake import (
    INCOMING,
    FigureKey,
    Names,
    as_sent,
    change_table,
    compare,
    form_table,
    key_of,
    without_rows,
)
from site_builder.model.tables import RawTables

KEY = FigureKey("CT1", "huyen-a", "2023")
HEADER = b"indicator,unit,period,numerator,denominator,status,source,as_of,note\n"
ROWS = HEADER + (
    "CT1,huyen-a,2023,90,100,,KH211,2023-12-31,ghi chú cũ\nCT1,huyen-b,2023,85,100,,,,\n".encode()
)


def keys_of(form) -> list[FigureKey]:
    return [key_of(entry.row) for entry in form.entries]


def with_form(make, filled: dict[str, object], number: str = "2023"):
    """Put a form for one figure among a site's tables, as the intake does."""
    forms = make.forms
    rows = forms.record(forms.ratio(0, period=number), forms.ratio(1, "huyen-b", period=number))
    form = make.read(
        forms.make_form(replace(rows, unit=""), filled), titles=lambda _record: ()
    ).value
    site, configured = make.read_site(make.site_files(a_csv=ROWS))
    kept = without_rows(site.tables, site.observations, keys_of(form))
    tables = (*kept.tables, *form_table(form, make.today))
    dataset = make.check(configured, RawTables(tuple(sorted(tables, key=lambda t: t.path))))
    return site, form, dataset


def changed(make, filled: dict[str, object], number: str = "2023"):
    site, form, dataset = with_form(make, filled, number)
    assert [p for p in dataset.problems if p.is_error] == []
    return compare(site.observations, dataset.value.observations, keys_of(form))


@pytest.mark.parametrize(
    ("filled", "kind"),
    [
        ({"C8": 91, "D8": 100}, "changed"),
        ({"C8": 90, "D8": 100}, "unchanged"),
        ({"C8": 90, "D8": 100, "notes!E6": "ghi chú cũ"}, "unchanged"),
        ({"C8": 90, "D8": 100, "notes!E6": "ghi chú mới"}, "changed"),
        ({"C8": 90, "D8": 100, "F8": "Sơ bộ"}, "changed"),
        ({"F8": "Chưa báo cáo"}, "withdrawn"),
        ({"notes!F6": 90}, "changed"),
    ],
)
def test_a_figure_that_is_there_changes_or_stays(make, filled: dict[str, object], kind: str):
    """Numbers, status and texts count; what a form leaves empty beside the same figure stays."""
    [change] = changed(make, filled)

    assert (change.key, change.kind.value) == (KEY, kind)
    assert change.old.line == 2
    assert change.needs_line == (
        kind != "unchanged" and "ghi chú mới" not in map(str, filled.values())
    )


def test_a_figure_that_was_not_there_is_added(make):
    """It is in no file yet, and the day on which it came is known."""
    [change] = changed(make, {"C8": 91, "D8": 100}, "2024")

    assert (change.kind.value, change.old) == ("added", None)
    assert change.new.received == make.today.isoformat()


def test_a_note_does_not_make_a_figure_arrive_again(make):
    """When it came is when its number came."""
    [change] = changed(make, {"C8": 90, "D8": 100, "notes!E6": "ghi chú mới"})

    assert (change.kind.value, change.new.received) == ("changed", "")


def test_texts_of_a_changed_figure_are_the_forms(make):
    """A source belongs to its figure: the old one says nothing of the new number."""
    [change] = changed(make, {"C8": 91, "D8": 100, "notes!E6": "đính chính"})

    assert (change.new.source, change.new.as_of, change.new.note) == ("", "", "đính chính")


def test_only_the_rows_of_the_form_are_left_out(make):
    """The other unit's figure is still among the tables."""
    site, _ = make.read_site(make.site_files(a_csv=ROWS))

    kept = without_rows(site.tables, site.observations, [KEY]).at("data/observations/a.csv")

    assert kept.cells["unit"].tolist() == ["huyen-b"]
    assert kept.lines.tolist() == [3]


def test_problems_stand_at_the_senders_own_cells(make):
    """Also those of the sheet of notes, with the heads that the form shows."""
    filled = {"C8": "9o", "D8": 100, "notes!D6": "hôm qua"}
    _, form, dataset = with_form(make, filled)

    problems = as_sent(dataset.problems, [form])

    assert make.found(replace(dataset, problems=problems)) == [
        ("SB301", "huyen-a-2025.xlsx[Số liệu]!C8", "9o"),
        ("SB322", "huyen-a-2025.xlsx[Nguồn, ghi chú]!D6", "hôm qua"),
    ]
    assert dict(problems[0].facts)["column"] == "Tử số"


def test_numbers_are_told_as_the_form_takes_them(make):
    """Whoever types the suggestion must not be refused for its point; codes have theirs."""
    form = make.read(make.forms.make_form(make.forms.record(), {"C8": 1, "D8": 2})).value
    place = Location(f"{INCOMING}{form.path}", sheet="Số liệu", cell="C8")
    facts = {"indicator": "1.2", "value": "0.955", "suggestion": "95.5", "usual": "94"}

    [told] = as_sent([make_diagnostic(Rule("SB337"), place, **facts)], [form])

    expected = {"indicator": "1.2", "value": "0,955", "suggestion": "95,5", "usual": "94"}
    assert dict(told.facts) == expected


def test_days_are_told_in_the_order_that_the_form_asks_for(make):
    """Both languages write day/month/year into forms; a period stays its code."""
    form = make.read(make.forms.make_form(make.forms.record(), {"C8": 1, "D8": 2})).value
    place = Location(f"{INCOMING}{form.path}", sheet="Số liệu", cell="C8")
    facts = {"value": "1900-02-12", "start": "2026-07-01", "period": "2026-Q3"}

    [told] = as_sent([make_diagnostic(Rule("SB323"), place, **facts)], [form])

    expected = {"value": "12/02/1900", "start": "01/07/2026", "period": "2026-Q3"}
    assert dict(told.facts) == expected


def test_other_problems_keep_their_places():
    """A fact that names a form's file names it as its sender does."""
    problem = make_diagnostic(
        Rule("SB308"), Location("data/observations/a.csv", 2), first=f"{INCOMING}in/a.xlsx[S]!C8"
    )

    [told] = as_sent([problem], [])

    assert told.location == problem.location
    assert dict(told.facts) == {"first": "in/a.xlsx[S]!C8"}


def test_the_table_shows_old_and_new_side_by_side(make):
    """By indicator, in aligned columns; texts that change have a line of their own."""
    changes = changed(make, {"C8": 91.5, "D8": 100, "notes!E6": "đính chính", "C9": 85, "D9": 100})
    site, _ = make.read_site(make.site_files(a_csv=ROWS))
    names = Names(site.indicators, make.units(site), lambda period: f"Năm {period}")

    table = change_table(changes, [FigureKey("CT1", "huyen-b", "2024")], make.words(), names)

    assert table == (
        "Thêm 0; sửa 1; rút 0; giữ nguyên 1; còn thiếu 1.\n"
        "\n"
        "CT1 – Tỷ lệ thử\n"
        "  Thay đổi  Đơn vị   Kỳ        Số đang có       Số trong biểu\n"
        "  sửa       Huyện A  Năm 2023  90/100 = 90,0 %  91,5/100 = 91,5 %\n"
        "      Nguồn: KH211 → –\n"
        "      Thời điểm chốt số liệu: 2023-12-31 → –\n"
        "      Ghi chú: ghi chú cũ → đính chính\n"
        "\n"
        "Chưa nhập, còn phải báo cáo:\n"
        "  CT1 · Năm 2024: Huyện B\n"
    )
