"""What a person or a spreadsheet leaves in a cell, as rows of a whole file."""

from __future__ import annotations

import pytest

from site_builder.diagnostics import facts_of
from site_builder.validate.measures import measure_name
from site_builder.validate.statuses import STATUSES, read_status, suggest_status

HEADER = "indicator,unit,period,value,status\n"
SDMX = "DATAFLOW,INDICATOR,REF_AREA,{},TIME_PERIOD,OBS_VALUE\n"


def found(checked) -> list[str]:
    return [problem.rule.code for problem in checked.problems]


@pytest.mark.parametrize(
    ("row", "code", "facts"),
    [
        ("R,tinh,2025,1E+02,", "SB295", {"value": "1E+02", "shown": "100"}),
        ("R,tinh,2025,2-Jan,", "SB296", {"value": "2-Jan"}),
        ("R,tinh,2025,####,", "SB297", {"value": "####"}),
        ("R,tinh,2025,không,", "SB298", {"value": "không"}),
        ("R,tinh,2025,1O,", "SB301", {"value": "1O", "suggestion": "10"}),
        ('R,tinh,2025,"98,3",', "SB302", {"value": "98,3", "suggestion": "98.3"}),
        (
            'R,tinh,2025,"1,234",',
            "SB303",
            {"value": "1,234", "whole": "1234", "decimal": "1,234"},
        ),
        ("R,tinh,2025,91,dự báo", "SB292", {"value": "dự báo"}),
        ("R,tinh,2025,91,Chinh thuc", "SB309", {"value": "Chinh thuc", "suggestion": "official"}),
        ("R,tinh,9 tháng năm 2025,91,", "SB294", {"suggestion": "2025-Q3"}),
        ("R,Xã B,2025,91,", "SB311", {"value": "Xã B", "suggestion": "xa-b"}),
    ],
)
def test_each_kind_of_damage_has_its_own_advice(check, row, code, facts):
    """The row is refused, and the facts name what it was and what it may have been."""
    checked = check(HEADER + row + "\n")

    assert found(checked) == [code]
    assert facts.items() <= facts_of(checked.problems[0]).items()
    assert checked.value.counts.rejected == 1


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Chính thức", "official"),
        ("SƠ BỘ", "preliminary"),
        ("Ước tính", "estimated"),
        ("Chưa báo cáo", "missing"),
        ("Không áp dụng", "not_applicable"),
        ("Không phát sinh", "nil"),
        ("Not reported", "missing"),
        ("B", "official"),
        ("i", "estimated"),
        ("G", "preliminary"),
        ("Q", "missing"),
    ],
)
def test_statuses_in_words_and_letters_are_read(word, status):
    """Statistical law, forms and SDMX name the same things."""
    assert STATUSES[read_status(word)].value == status


@pytest.mark.parametrize(
    ("word", "suggestion"),
    [("so bo", "preliminary"), ("Sơ bô", "preliminary"), ("offical", "official")],
)
def test_a_status_without_accents_is_only_suggested(word, suggestion):
    """Without accents a word may be two."""
    assert read_status(word) == -1
    assert suggest_status(word) == suggestion


@pytest.mark.parametrize(
    ("header", "row", "codes"),
    [
        ("Mã đơn vị,Tên đơn vị", "xa-b,Huyện A", ["SB293"]),
        ("Mã đơn vị,Tên đơn vị", "xa-b,XÃ B", []),
        ("Mã đơn vị,Tên đơn vị", "xa-b,Xã khác", []),
        ("Mã đơn vị,Đơn vị", "xa-b,", []),
    ],
)
def test_a_name_of_another_code_is_told(check, header, row, codes):
    """A name that nobody bears says nothing; that of another unit is a slip."""
    checked = check(f"Mã chỉ tiêu,{header},Kỳ,Giá trị\nR,{row},2025,91\n")

    assert found(checked) == codes
    assert checked.value.counts.accepted == 1


@pytest.mark.parametrize(
    ("name", "texts", "codes"),
    [
        ("AGE", ("_T", "_T"), []),
        ("AGE", ("Y15T24", "Y15T24"), []),
        ("AGE", ("_T", ""), []),
        ("AGE", ("_T", "Y15T24"), ["SB291"]),
        ("SEX", ("_T", "_T"), ["SB328"]),
    ],
)
def test_an_offices_dimension_is_passed_over_where_it_is_one_thing(check, name, texts, codes):
    """One that varies, or that is ours in other capitals, is never lost in silence."""
    rows = f"D,R,tinh,{texts[0]},2025,91\nD,R,xa-b,{texts[1]},2025,92\n"

    checked = check(SDMX.format(name) + rows)

    assert found(checked) == codes


def test_only_per_cent_has_other_names():
    """The sign % is per cent; thousands of persons are not persons."""
    assert measure_name("%") == measure_name("Phần trăm") == measure_name("PC") == "percent"
    assert measure_name("nghìn người") != measure_name("người")
