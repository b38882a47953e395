"""What pages and indicators refer to, each at its place; personal data in cells."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pandas as pd
import pytest

from site_builder.diagnostics import facts_of
from site_builder.model.content import Call, ContentPage
from site_builder.model.indicator import Baseline, Break, Indicator, IndicatorKind
from site_builder.model.period import Period
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.tables import RawTable
from site_builder.model.text import Text
from site_builder.validate.personal_data import find_personal
from site_builder.validate.personal_texts import check_asides, check_values

TASKS = "task,title,group\nt1,Việc,chung\n"
DOCUMENTS = "document,number,issued,title\nKH211,211-KH/TU,2022-11-01,Kế hoạch\n"


def found(checked) -> list[tuple[str, str]]:
    return [(p.rule.code, str(p.location)) for p in checked.problems]


def page(*calls: Call, path: str = "content/index.md", key: str = "index") -> ContentPage:
    return ContentPage(path, key, "vi", "Trang", "", 5, calls)


def call(name: str, *arguments: str, **options: str) -> Call:
    """Make a call on line 7 whose n-th argument stands in column 10 · n."""
    names = [str(n) for n in range(len(arguments))] + list(options)
    places = tuple((name, 7, 10 * n) for n, name in enumerate(names, start=1))
    return Call(name, arguments, tuple(options.items()), 0, 1, 7, 4, places)


@pytest.mark.parametrize(
    ("given", "code", "column", "suggestion"),
    [
        (call("value", "R1"), "SB310", 10, "R"),
        (call("status", "Tên R"), "SB310", 10, "R"),
        (call("value", "R", unit="huyen-c"), "SB311", 20, "huyen-a"),
        (call("value", "R", unit="Xã B"), "SB311", 20, "xa-b"),
        (call("value", "R", unit="901"), "SB311", 20, "xa-b"),
        (call("value", "R", period="Quý II/2025"), "SB312", 20, "2025-Q2"),
        (call("value", "R", unit="huyen-a", period="2026"), "SB314", 20, None),
        (call("chart", "R", kind="trends"), "SB371", 20, "trend"),
        (call("tasks", group="chun"), "SB372", 10, "chung"),
        (call("document", "211-KH/TU"), "SB366", 10, "KH211"),
        (call("page", "indx.md"), "SB374", 10, "index.md"),
    ],
)
def test_a_wrong_name_in_a_page_stands_at_its_argument(check, given, code, column, suggestion):
    """The place is that of the argument, and what was meant is suggested."""
    checked = check(pages=(page(given),), tasks=TASKS, documents=DOCUMENTS)

    assert found(checked) == [(code, f"content/index.md:7:{column}")]
    assert facts_of(checked.problems[0]).get("suggestion") == suggestion


def test_right_names_pass(check):
    """Nothing is said of a page whose names are all right."""
    calls = (
        call("value", "R", unit="huyen-a", period="2025"),
        call("chart", "R", kind="trend"),
        call("tasks", group="chung"),
        call("tasks"),
        call("document", "KH211"),
        call("page", "index.md"),
        call("page", "content/index.md"),
    )

    assert check(pages=(page(*calls),), tasks=TASKS, documents=DOCUMENTS).problems == ()


def test_a_broken_indicator_is_not_reported_in_pages(check):
    """Its own file has the error."""
    checked = check(pages=(page(call("value", "X")),), broken=frozenset({"X"}))

    assert checked.problems == ()


def test_a_commentary_needs_its_indicator(check):
    """A page in content/indicators/ that no indicator will show is a warning."""
    odd = page(path="content/indicators/R1.md", key="indicators/R1")
    right = page(path="content/indicators/r.md", key="indicators/r")

    assert found(check(pages=(odd, right))) == [("SB384", "content/indicators/R1.md")]


def test_indicators_refer_to_what_there_is(check):
    """Headline unit, method and sources; placed where the place is known."""
    made = Indicator(
        "I", Text((("vi", "I"),)), IndicatorKind.VALUE, "x", "data/indicators/i.yaml",
        headline_unit="tinh-x", method="liner",
        baseline=Baseline(Period(2020), 1.0, "KH-211"),
    )  # fmt: skip
    places = {("data/indicators/i.yaml", "method"): (9, 9)}

    checked = check(indicators=(made,), places=places, documents=DOCUMENTS)

    assert found(checked) == [
        ("SB311", "data/indicators/i.yaml"),
        ("SB326", "data/indicators/i.yaml"),
        ("SB381", "data/indicators/i.yaml:9:9"),
    ]


@pytest.mark.parametrize(
    ("source", "is_wrong"),
    [("KH211", False), ("KH-211", True), ("Báo cáo của Ban", False), ("https://a.vn/1", False)],
)
def test_a_source_that_looks_like_an_id_must_be_one(check, source, is_wrong):
    """Free text is always right."""
    text = f"indicator,unit,period,value,source\nR,tinh,2025,1,{source}\n"

    problems = check(text, documents=DOCUMENTS).problems

    assert [p.rule.code for p in problems] == (["SB326"] if is_wrong else [])


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("số thẻ 049000000001", "04…01"),
        ("CMND 200000000 cấp", "20…00"),
        ("gọi 0900000000", "09…00"),
        ("gọi 0900 000 000.", "09…00"),
        ("gọi +84 900 000 000", "+8…00"),
        ("gửi an@example.org", "an…rg"),
        ("0900000000/0900000001", "09…00"),
        ("0900000000-0900000001", "09…00"),
        ("gọi 0900000000, 0900000001", "09…00"),
        ("ĐT.0900000000", "09…00"),
        ("sđt0900000000", "09…00"),
        ("gọi 0900 000000", "09…00"),
        ("gọi 09000 00000", "09…00"),
        ("gọi 09 00 00 00 00", "09…00"),
        ("gọi 0900\u00a0000\u00a0000", "09…00"),
        ("gọi 0900–000–000", "09…00"),
        ("gọi (0236) 300 0000", "(0…00"),
        ("gọi 02363 000 000", "02…00"),
        ("gọi \uff10900000000", "\uff109…00"),
        ("049.000.000.001", "04…01"),
        ("số CMND: 200.000.000", "20…00"),
        ("CMND 200 000 000", "20…00"),
        ("số thẻ đảng 49.000001", "49…01"),
    ],
)
def test_personal_data_is_found_and_masked(text, masked):
    """Card numbers, telephone numbers, mail addresses."""
    assert find_personal(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/bai/049000000001.html",
        "theo 1630/QĐ-TTg ngày 30/7/2025",
        "kinh phí 120000000 đồng",
        "01.01.2025 10 đơn vị",
        "69.036 / 69.039 / 69.111",
        "0,5 và 12345678",
        "20250630123000",
        "1.234.567.890",
        "Công văn số 211-KH/TU ngày 2024-12-31",
        "dân số 100300123 người",
        "sản lượng 123456789 kWh",
        "đã cấp CCCD cho 1.234.567 người",
        "cấp CCCD: 101.234.567 người",
        "cấp CCCD ngày 01.01.2025, trao thẻ đảng 2024-2025",
        "mã thủ tục 1.004227.000.00.00.H17",
        "tọa độ 15.879440, 108.335000",
    ],
)
def test_other_digits_are_not_personal_data(text):
    """Addresses, numbers of documents, dates and sums pass."""
    assert find_personal(text) is None


@pytest.mark.parametrize("text", ["9" * 100_000, "1." * 50_000, "a.b-" * 25_000])
def test_a_long_run_of_letters_is_looked_through_once(text):
    """Looking for a mail address from each letter on would take minutes."""
    start = perf_counter()

    assert find_personal(text) is None
    assert perf_counter() - start < 1


def test_personal_data_in_a_cell_is_an_error(check):
    """At the cell, in observations and registers alike, never shown whole."""
    text = "indicator,unit,period,value,note\nR,tinh,2025,1,gọi 0900 000 000\n"

    checked = check(text, tasks="task,title,result\nt1,Việc,gửi an@example.org\n")

    assert found(checked) == [
        ("SB332", "data/observations/a.csv:2:15"),
        ("SB332", "data/tasks.csv:2:9"),
    ]
    assert facts_of(checked.problems[0]) == {"column": "note", "value": "09…00"}


@pytest.mark.parametrize(
    ("column", "row", "place"),
    [
        ("value", "R,tinh,2025,0900000000,,", "2:13"),
        ("value", "R,tinh,2025,0900 000 000,,", "2:13"),
        ("value", "R,tinh,2025,049000000001,,", "2:13"),
        ("value", "R,tinh,2025,012345678,,", "2:13"),
        ("value", "R,tinh,2025,an@example.org,,", "2:13"),
        ("numerator", "R,tinh,2025,,0900000000,10", "2:14"),
        ("denominator", "R,tinh,2025,,10,0900000000", "2:17"),
        ("unit", "R,0900000000,2025,1,,", "2:3"),
        ("indicator", "an@example.org,tinh,2025,1,,", "2:1"),
    ],
)
def test_personal_data_in_a_number_or_a_key_is_told_once_and_masked(check, column, row, place):
    """No other rule speaks of the row: its message might repeat what must not be repeated."""
    checked = check(f"indicator,unit,period,value,numerator,denominator\n{row}\n")

    assert found(checked) == [("SB332", f"data/observations/a.csv:{place}")]
    shown = facts_of(checked.problems[0])
    assert shown["column"] == column
    assert len(str(shown["value"])) == len("09…00")


@pytest.mark.parametrize("text", ["0.98345678912", "0", "123456789", "123456789012", "20250630"])
def test_other_numbers_are_not_personal_data(check, text):
    """A decimal fraction, or a sum of money with nine or twelve digits."""
    checked = check(f"indicator,unit,period,value\nV,tinh,2025,{text}\n")

    assert checked.problems == ()


def test_a_figure_that_must_not_be_repeated_is_not_repeated_by_its_rival(check):
    """The other row of the key shows a dash in its place."""
    rows = "R,tinh,2025,0900000000\nR,tinh,2025,95\n"

    checked = check(f"indicator,unit,period,value\n{rows}")

    assert not any("900000000" in str(problem.facts) for problem in checked.problems)


def test_a_note_with_personal_data_leaves_other_rules_their_say(check):
    """What is wrong with the figure is told as well; it quotes no note."""
    text = "indicator,unit,period,value,note\nR,tinh,2025,x,gọi 0900 000 000\n"

    assert [p.rule.code for p in check(text).problems] == ["SB298", "SB332"]


def test_cells_beside_a_table_hold_no_personal_data():
    """Titles and signatures of a workbook; what is found stands at its cell, masked."""
    table = RawTable(
        "data/observations/a.xlsx", (), 1, pd.DataFrame(), np.zeros(0, dtype=np.int64), 0, "", "",
        sheet="Biểu", asides=((0, "Người lập: 0900 000 000"), (5, "211-KH/TU"), (6, "123456789")),
    )  # fmt: skip

    (problem,) = check_asides((table,))

    assert (problem.rule.code, problem.is_error) == ("SB332", True)
    assert str(problem.location) == "data/observations/a.xlsx[Biểu]!A1"
    assert facts_of(problem) == {"value": "09…00", "column": "A1"}


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("gọi 0900 000 000", True),
        ("số thẻ 049000000001", True),
        ("gửi an@example.org", True),
        ("theo 211-KH/TU ngày 2024-12-31, 123456789012 lượt", False),
    ],
)
def test_texts_of_indicators_hold_no_personal_data(check, text, is_wrong):
    """They are published beside the figures: an error at the value, in any language."""
    made = Indicator(
        "I", Text((("vi", "I"),)), IndicatorKind.VALUE, "x", "data/indicators/i.yaml",
        notes=Text((("vi", "Chú thích"), ("en", text))),
        breaks=(Break(Period(2020), Text((("vi", text),))),),
    )  # fmt: skip
    places = {
        ("data/indicators/i.yaml", "notes.en"): (9, 12),
        ("data/indicators/i.yaml", "breaks.0.note"): (7, 30),
    }

    checked = check(indicators=(made,), places=places)

    told = [("SB332", f"data/indicators/i.yaml:{place}") for place in ("7:30", "9:12")]
    assert found(checked) == (told if is_wrong else [])
    assert all("…" in str(facts_of(problem)["value"]) for problem in checked.problems)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("CCCD 049000000001", ["SB388"]),
        ("Văn phòng: (0236) 300 0000", ["SB389"]),
        ("Văn phòng", []),
    ],
)
def test_the_sites_own_words_are_looked_at_like_a_page(text, codes):
    """An office's number may stay; a card's number may not."""
    site = SiteConfig(
        Text((("vi", "Cổng"),)), ("vi",), Text((("vi", "Tỉnh"),)), "Asia/Ho_Chi_Minh",
        audiences=(AudienceConfig("public", notice=Text((("vi", text),))),),
    )  # fmt: skip
    places = {("site.yaml", "audiences.public.notice"): (8, 21)}

    problems = list(check_values(site, (), places))

    assert [p.rule.code for p in problems] == codes
    assert all(str(p.location) == "site.yaml:8:21" for p in problems)


@pytest.mark.parametrize(
    ("body", "code", "column"),
    [
        ("Thẻ 049000000001 của người nộp", "SB388", 5),
        ("Gọi 0900 000 000", "SB389", 5),
        ("Gọi 0236 3821 123 (văn phòng)", "SB389", 5),
        ("Viết cho an@example.org", "SB389", 10),
    ],
)
def test_contacts_in_pages_are_told_masked_at_their_place(check, body, code, column):
    """A card number is an error; a telephone number or mail address may be an office's."""
    page_with_it = ContentPage("content/a.md", "a", "vi", "Trang", f"Dòng đầu\n{body}\n", 5)

    (problem,) = check(pages=(page_with_it,)).problems

    assert (problem.rule.code, problem.is_error) == (code, code == "SB388")
    assert str(problem.location) == f"content/a.md:6:{column}"
    assert problem.rule.is_private
    assert "…" in str(facts_of(problem)["value"])


@pytest.mark.parametrize(
    "body",
    ["theo 1630/QĐ-TTg ngày 30/7/2025", "https://example.org/0900000000", "120000000 đồng", "12"],
)
def test_other_digits_in_pages_are_left_alone(check, body):
    """Documents, addresses, sums of money."""
    page_with_it = ContentPage("content/a.md", "a", "vi", "Trang", body, 5)

    assert check(pages=(page_with_it,)).problems == ()
