"""The input that the contract refuses, each mistake at its place, and the forms it takes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from site_builder.cli import main

MakeSite = Callable[..., Path]
pytestmark = pytest.mark.usefixtures("fixed_clock")

HEAD = "indicator,unit,period,value\n"
PAIR = "indicator,unit,period,numerator,denominator\n"
COUNT = "code: CT2\ntitle: Đếm\nkind: count\nunit_measure: người\n"
VALUE = "code: CT3\ntitle: Điểm\nkind: value\nunit_measure: điểm\nfrequency: month\n"
ENDED = (
    "unit,name,level,parent,valid_from,valid_to\ntinh,Tỉnh,province,,,\n"
    "huyen-a,A,district,tinh,,{}\nhuyen-b,B,district,tinh,,\n"
)
ROWS, TWO = "data/observations/b.csv", "data/indicators/ct2.yaml"


def check(site: Path) -> dict[str, Any]:
    """Check a site and return the JSON answer."""
    result = CliRunner().invoke(
        main, ["check", "--site", str(site), "--format", "json", "--lang", "en"]
    )
    answer: dict[str, Any] = json.loads(result.stdout)
    assert result.exit_code == (1 if answer["summary"]["errors"] else 0)
    return answer


def row(text: str, head: str = HEAD) -> dict[str, str]:
    """Lay one data file over the site."""
    return {ROWS: f"{head}{text}\n"}


def page(text: str) -> dict[str, str]:
    """Lay one page over the site."""
    return {"content/a.md": f"---\ntitle: A\n---\n{text}\n"}


REFUSED = [
    ("a comma without a locale", row('CT3,huyen-a,2025,"1,5"'), ROWS, 2, 18, "1,5"),
    ("both readings of a count", row("CT2,huyen-a,2025,1.234"), ROWS, 2, 18, "1.234"),
    ("both readings of a part", row("CT1,huyen-a,2025,1.234,2000", PAIR), ROWS, 2, 18, "1.234"),
    ("no number", row("CT2,huyen-a,2025,abc"), ROWS, 2, 18, "abc"),
    ("an exponent", row("CT2,huyen-a,2025,1e3"), ROWS, 2, 18, "1e3"),
    ("an empty figure", row("CT2,huyen-a,2025,"), ROWS, 2, 18, None),
    ("an empty part", row("CT1,huyen-a,2025,90,", PAIR), ROWS, 2, 21, None),
    ("a later duplicate", row("CT2,huyen-a,2025,5\nCT2,huyen-b,2025,5\nCT2,huyen-a,2025,6"),
     ROWS, 4, 1, "CT2 · huyen-a · 2025"),
    ("a duplicate in other words", row("CT3,huyen-a,Quý II/2025,5\nCT3,huyen-a,2025-Q2,5"),
     ROWS, 3, 1, "CT3 · huyen-a · 2025-Q2"),
    ("an unknown indicator", row("CT9,huyen-a,2025,5"), ROWS, 2, 1, "CT9"),
    ("an unknown unit", row("CT2,huyen-aa,2025,5"), ROWS, 2, 5, "huyen-aa"),
    ("no period", row("CT2,huyen-a,2025-Q5,5"), ROWS, 2, 13, "2025-Q5"),
    ("a finer period", row("CT2,huyen-a,2025-Q1,5"), ROWS, 2, 13, "2025-Q1"),
    ("above the maximum", row("CT1,huyen-a,2025,100.1"), ROWS, 2, 18, "100.1"),
    ("a part above the whole", row("CT1,huyen-a,2025,101,100", PAIR), ROWS, 2, 18, "101"),
    ("value and pair at once", row("CT1,huyen-a,2025,90,90,100", HEAD.strip()
     + ",numerator,denominator\n"), ROWS, 2, 18, "90"),
    ("an unknown status", row("CT2,huyen-a,2025,5,offical", HEAD.strip() + ",status\n"),
     ROWS, 2, 20, "offical"),
    ("an unknown audience", row("CT2,huyen-a,2025,5,publik", HEAD.strip() + ",audience\n"),
     ROWS, 2, 20, "publik"),
    ("a unit that has ended", {"data/units.csv": ENDED.format("2024-12-31"),
     **row("CT2,huyen-a,2025,5")}, ROWS, 2, 5, "huyen-a"),
    ("a column of names", row("CT2,huyen-a,2025,5,x", HEAD.strip() + ",Họ và tên\n"),
     ROWS, 1, 29, "Họ và tên"),
    ("a column of birth dates", row("CT2,huyen-a,2025,5,x", HEAD.strip() + ",Ngày sinh\n"),
     ROWS, 1, 29, "Ngày sinh"),
    ("a telephone number", row("CT2,huyen-a,2025,5,gọi 0912345678", HEAD.strip() + ",note\n"),
     ROWS, 2, 20, "09…78"),
    ("an unknown key", {TWO: COUNT + "baselin: 3\n"}, TWO, 5, 1, "baselin"),
    ("a key twice", {TWO: COUNT + "kind: count\n"}, TWO, 5, 1, "kind"),
    ("an anchor", {TWO: COUNT.replace("Đếm", "&a Đếm")}, TWO, 2, 8, "&a"),
    ("a wrong choice", {TWO: COUNT.replace("count", "counts")}, TWO, 3, 7, "counts"),
    ("an unknown method", {TWO: COUNT + "method: lineer\n"}, TWO, 5, 9, "lineer"),
    ("an unknown key of a page", {"content/a.md": "---\ntitle: A\ntitel: B\n---\n"},
     "content/a.md", 3, 1, "titel"),
    ("an unknown function", page('x {{ valeu("CT1") }}'), "content/a.md", 4, 6, "valeu"),
    ("a wrong code in a call", page('{{ value("CT9") }}'), "content/a.md", 4, 11, "CT9"),
    ("a wrong unit in a call", page('{{ value("CT1", unit="zz") }}'), "content/a.md", 4, 23, "zz"),
    ("a wrong kind of chart", page('{{ chart("CT1", kind="pie") }}'), "content/a.md", 4, 23, "pie"),
    ("a wrong document", page('{{ document("KH9") }}'), "content/a.md", 4, 14, "KH9"),
    ("a wrong page", page('{{ page("x.md") }}'), "content/a.md", 4, 10, "x.md"),
    ("a wrong state of a task", {"data/tasks.csv": "task,title,state\nT1,Việc,doing\n"},
     "data/tasks.csv", 2, 9, "doing"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "path", "line", "column", "value"),
    [case[1:] for case in REFUSED],
    ids=[case[0] for case in REFUSED],
)
def test_what_is_refused(
    make_site: MakeSite, files: Mapping[str, str], path: str, line: int, column: int, value: str
):
    """One mistake is one error, at its line and column, with what stands there and advice."""
    site = make_site({TWO: COUNT, "data/indicators/ct3.yaml": VALUE, **files})

    answer = check(site)

    (problem,) = [p for p in answer["problems"] if p["severity"] == "error"]
    assert (problem["path"], problem["line"], problem["column"]) == (path, line, column)
    assert problem["value"] == value
    assert problem["help"]
    assert list(problem) == [
        "code", "severity", "path", "sheet", "cell", "line", "column", "message", "help", "value",
    ]  # fmt: skip
    summary = answer["summary"]
    assert summary["rows_read"] == sum(
        summary[f"rows_{name}"] for name in ("accepted", "rejected", "blank")
    )


@pytest.mark.parametrize(
    ("files", "named"),
    [
        (row("CT1,huyen-a,2025,5\nCT1,huyen-a,2025,6"), "data/observations/b.csv:2"),
        (row("CT2,huyen-a,2025,1.234"), "1234"),
        ({TWO: COUNT + "direktion: up\n"}, "direction"),
        (row("CT2,huyen-aa,2025,5"), "huyen-a"),
    ],
)
def test_what_is_named(make_site: MakeSite, files: Mapping[str, str], named: str):
    """A problem names the first of two rows, the other reading, the key that was meant."""
    answer = check(make_site({TWO: COUNT, **files}))

    (problem,) = answer["problems"]
    assert named in problem["message"] + problem["help"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1258", "cp1252"])
@pytest.mark.parametrize("path", [ROWS, TWO])
def test_other_encodings_are_refused(make_site: MakeSite, path: str, encoding: str):
    """They are never guessed; the advice is to save the file as UTF-8."""
    site = make_site()
    text = f"{HEAD}CT1,huyen-a,2025,90\nâé,,,\n" if path == ROWS else "code: CT2\ntitle: âé\n"
    (site / path).write_bytes(text.encode(encoding))

    answer = check(site)

    assert {problem["path"] for problem in answer["problems"]} == {path}
    assert "UTF-8" in answer["problems"][0]["help"]


def test_all_problems_at_once_in_the_order_of_places(make_site: MakeSite):
    """One run names the mistakes of all files."""
    site = make_site(
        {
            TWO: COUNT + "baselin: 1\n",
            **row("CT1,huyen-a,2025,abc\n\nCT1,nowhere,2025,5\nCT1,huyen-b,2025,91"),
            **page('{{ valeu("CT1") }}'),
            "data/tasks.csv": "task,title,state\nT1,Việc,doing\n",
        }
    )

    answer = check(site)

    places = [(p["path"], p["line"], p["column"]) for p in answer["problems"]]
    assert places == [
        ("content/a.md", 4, 4),
        (TWO, 5, 1),
        (ROWS, 2, 18),
        (ROWS, 4, 5),
        ("data/tasks.csv", 2, 9),
    ]
    assert answer["summary"] == {
        "errors": 5,
        "warnings": 0,
        "rows_read": 8,
        "rows_accepted": 5,
        "rows_rejected": 2,
        "rows_blank": 1,
    }


FORMS = {
    "a.csv": "REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,INDICATOR\n"
    "huyen-a,2025,5,P,người,no\n",
    "b.csv": "\ufeffindicator;unit;period;value;status\r\n"
    "no;huyen-a;2024;0;\r\nno;huyen-b;2024;;nil\r\nno;huyen-b;2025;;M\r\nno;tinh;2023;;N\r\n",
    "c.csv": "period\tvalue\tunit\tindicator\n2025-Q2\t1.234\thuyen-a\tCT3\n"
    "6 tháng đầu năm 2025\t2\thuyen-a\tCT3\nTháng 6/2025\t3\thuyen-a\tCT3\n"
    "Quý III/2025\t4\thuyen-a\tCT3\n",
    "d.csv": "indicator;unit;period;value\nno;huyen-a;2022;1.234\nCT3;huyen-a;2022;1.234,5\n",
    "d.csv.yaml": "locale: vi\n",
    "e.csv": "indicator,unit,period,numerator,denominator,value\nCT4,huyen-a,2024,9,10,\n"
    "CT4,huyen-b,2024,,,98.3\n",
}


def test_forms_of_input(make_site: MakeSite):
    """Names of SDMX, Vietnamese periods, separators, a BOM, a locale, three kinds of nothing."""
    site = make_site(
        {
            TWO: "code: no\ntitle: no\nkind: count\nunit_measure: người\n",
            "data/indicators/ct3.yaml": VALUE,
            "data/indicators/ct4.yaml": "code: CT4\ntitle: T\nkind: ratio\nunit_measure: percent\n",
            "data/units.csv": ENDED.format("2025-07-01"),
            "content/index.md": "Không có phần đầu.\n",
            "content/indicators/ct1.md": "---\naudience: public\n---\nLời bàn.\n",
            "content/gioi-thieu.md": "---\norder: 1\n---\n# Về cổng\n\nx\n",
            **{f"data/observations/{name}": text for name, text in FORMS.items()},
        }
    )
    arguments = ["build", "--site", str(site), "--jobs", "1", "--audience", "internal"]

    result = CliRunner().invoke(main, arguments)

    assert result.exit_code == 0, result.stderr
    api = site / "output/internal/latest/api/v1/indicators"
    found = {
        (code, o["unit"], o["period"]): (o["value"], o["status"])
        for code in ("no", "CT3", "CT4")
        for o in json.loads((api / f"{code}.json").read_text(encoding="utf-8"))["observations"]
        if not o["aggregated"]
    }
    assert found == {
        ("no", "huyen-a", "2025"): (5, "preliminary"),
        ("no", "huyen-a", "2024"): (0, "official"),
        ("no", "huyen-b", "2024"): (None, "nil"),
        ("no", "huyen-b", "2025"): (None, "missing"),
        ("no", "tinh", "2023"): (None, "not_applicable"),
        ("no", "huyen-a", "2022"): (1234, "official"),
        ("CT3", "huyen-a", "2025-Q2"): (1.234, "official"),
        ("CT3", "huyen-a", "2025-S1"): (2, "official"),
        ("CT3", "huyen-a", "2025-06"): (3, "official"),
        ("CT3", "huyen-a", "2025-Q3"): (4, "official"),
        ("CT3", "huyen-a", "2022"): (1234.5, "official"),
        ("CT4", "huyen-a", "2024"): (90, "official"),
        ("CT4", "huyen-b", "2024"): (98.3, "official"),
    }
