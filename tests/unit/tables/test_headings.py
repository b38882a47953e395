"""Headings in Vietnamese and English: what they mean, and what is read over."""

from __future__ import annotations

import unicodedata

import pytest

from site_builder.diagnostics import Location, facts_of
from site_builder.model.tables import TableOptions
from site_builder.tables.header import canonical_name, read_header
from site_builder.tables.headings import normal_heading
from site_builder.tables.schemas import OBSERVATION_SCHEMA

OBS = "data/observations/a.csv"


def header_of(*names: str, path: str = OBS, options: TableOptions | None = None):
    return read_header(
        path, names, lambda index: Location(path, 1, index + 1), options or TableOptions()
    )


def codes(header) -> list[str]:
    return [problem.rule.code for problem in header.problems]


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("Mã chỉ tiêu", "indicator"),
        ("CHỈ TIÊU", "indicator"),
        ("Mã đơn vị", "unit"),
        ("Đơn vị báo cáo", "unit"),
        ("Kỳ", "period"),
        ("Kỳ  báo\u00a0cáo", "period"),
        ("Tử số", "numerator"),
        ("Mẫu số (chi bộ)", "denominator"),
        ("Giá trị (%)", "value"),
        ("Giá trị *", "value"),
        ("Giá trị (3)", "value"),
        ("Value:", "value"),
        ("Trạng thái", "status"),
        ("Nguồn số liệu", "source"),
        ("Ghi chú", "note"),
        ("Thời điểm chốt số liệu (dd/mm/yyyy)", "as_of"),
        ("Ngày nhận", "received"),
        ("Phạm vi công khai", "audience"),
        ("Đơn vị tính", "unit_measure"),
        ("Indicator code", "indicator"),
        ("Reporting period", "period"),
        ("OBS_VALUE", "value"),
        ("Tên chỉ tiêu", "indicator_label"),
        ("STT", ""),
    ],
)
def test_a_heading_is_known_by_what_people_write(written, column):
    """Capitals, spaces, stars, colons and the unit in brackets do not matter."""
    assert canonical_name(written, OBSERVATION_SCHEMA) == column


def test_a_decomposed_heading_is_the_same():
    """Editors that write letters and marks apart write the same words."""
    assert normal_heading(unicodedata.normalize("NFD", "Kỳ báo cáo")) == "kỳ báo cáo"


@pytest.mark.parametrize(
    "name", ["Giá trị (kỳ trước)", "Giá trị (nghìn người)", "Gia tri", "Mã chi tiêu", "level"]
)
def test_other_words_are_other_columns(name):
    """Accents count; another period or a scale in brackets makes another column."""
    assert canonical_name(name, OBSERVATION_SCHEMA) == name


def test_names_beside_codes_are_kept_apart():
    """“Chỉ tiêu” beside “Mã chỉ tiêu” repeats it in words; the number of the row is passed over."""
    header = header_of("STT", "Mã chỉ tiêu", "Chỉ tiêu", "Mã đơn vị", "Tên đơn vị", "Kỳ", "Giá trị")

    assert codes(header) == []
    assert header.columns == (
        "indicator", "indicator_label", "unit", "unit_label", "period", "value",
    )  # fmt: skip
    assert header.indexes == (1, 2, 3, 4, 5, 6)


def test_a_name_alone_stands_for_the_key():
    """“Chỉ tiêu” and “Đơn vị” are the keys where no column of codes is there."""
    header = header_of("Chỉ tiêu", "Đơn vị", "Kỳ", "Giá trị")

    assert codes(header) == []
    assert header.columns == ("indicator", "unit", "period", "value")


def test_a_title_never_stands_for_the_code():
    """“Tên chỉ tiêu” alone leaves the file without its indicator."""
    header = header_of("Tên chỉ tiêu", "Đơn vị", "Kỳ", "Giá trị")

    assert codes(header) == ["SB212"]
    assert facts_of(header.problems[0])["column"] == "indicator"


@pytest.mark.parametrize(
    "names",
    [
        ("unit", "Mã đơn vị"),
        ("Đơn vị", "Đơn vị báo cáo"),
        ("Kỳ", "Kỳ báo cáo"),
        ("Giá trị", "OBS_VALUE"),
    ],
)
def test_two_columns_of_one_meaning_are_an_error(names):
    """Nobody knows which of the two is right."""
    assert "SB209" in codes(header_of(*names))


@pytest.mark.parametrize("name", ["Họ và tên", "Ngày sinh", "Số thẻ đảng"])
@pytest.mark.parametrize("meant", ["", "note", None])
def test_a_column_for_persons_stays_an_error(name, meant):
    """No option of the sidecar makes a column of names of persons right."""
    options = TableOptions(columns={} if meant is None else {name: meant})

    header = header_of("Mã chỉ tiêu", "Mã đơn vị", "Kỳ", "Giá trị", name, options=options)

    assert codes(header) == ["SB218"]


def test_registers_have_headings_too():
    """In the register of units “Tên đơn vị” is the name, not a label."""
    header = header_of("Mã đơn vị", "Tên đơn vị", "Cấp", path="data/units.csv")

    assert codes(header) == []
    assert header.columns == ("unit", "name", "level")
