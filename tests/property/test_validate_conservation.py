"""Files with faults of every rule about rows: each row has the fate that its fault deserves."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.diagnostics import Severity
from site_builder.model.dataset import Configured, Dataset
from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.period import Frequency
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.source import SourceTree
from site_builder.model.text import Text
from site_builder.tables import read_csv, read_tables
from site_builder.validate import Known, validate

UNITS = "unit,name,level,valid_from,valid_to\na,A,,,\nb,B,,,2020-12-31\n"
DOCUMENTS = "document,title,number,issued\nKH1,Kế hoạch,1/KH,2020-01-01\n"
HEADER = (
    "indicator,unit,period,value,numerator,denominator,status,as_of,audience,sex,unit_measure,"
    "received,source,note,indicator_label,variant"
)
FAULTS = (
    ("SB213", "R,a,2024,,9,10,,,,,,,,,,{variant},surplus"),
    ("SB214", "R,a,2024"),
    ("SB292", "C,a,2024,5,,,F,,,,,,,,,{variant}"),
    ("SB293", "R,a,2024,,9,10,,,,,,,,,Tên C,{variant}"),
    ("SB294", "C,a,9 tháng năm 2024,5,,,,,,,,,,,,{variant}"),
    ("SB295", "V,a,2024,1E+05,,,,,,,,,,,,{variant}"),
    ("SB296", "C,a,2024,2-Jan,,,,,,,,,,,,{variant}"),
    ("SB297", "C,a,2024,####,,,,,,,,,,,,{variant}"),
    ("SB298", "C,a,2024,chưa có,,,,,,,,,,,,{variant}"),
    ("SB301", "C,a,2024,abc,,,,,,,,,,,,{variant}"),
    ("SB302", 'V,a,2024,"98,3",,,,,,,,,,,,{variant}'),
    ("SB303", "C,a,2024,1.905,,,,,,,,,,,,{variant}"),
    ("SB305", "C,a,2024,,,,,,,,,,,,,{variant}"),
    ("SB306", "R,a,2024,,9,,,,,,,,,,,{variant}"),
    ("SB307", "R,a,2024,90,9,10,,,,,,,,,,{variant}"),
    ("SB308", "C,a,2024,5,,,missing,,,,,,,,,{variant}"),
    ("SB309", "C,a,2024,5,,,so bo,,,,,,,,,{variant}"),
    ("SB310", "X9,a,2024,5,,,,,,,,,,,,{variant}"),
    ("SB311", "C,z9,2024,5,,,,,,,,,,,,{variant}"),
    ("SB312", "C,a,2024-Q7,5,,,,,,,,,,,,{variant}"),
    ("SB313", "V,a,2024-Q1,5,,,,,,,,,,,,{variant}"),
    ("SB314", "C,b,2024,5,,,,,,,,,,,,{variant}"),
    ("SB315", "C,a,2024,-5,,,,,,,,,,,,{variant}"),
    ("SB316", "C,a,2024,5.5,,,,,,,,,,,,{variant}"),
    ("SB317", "R,a,2024,,9.5,10,,,,,,,,,,{variant}"),
    ("SB318", "R,a,2024,,0,0,,,,,,,,,,{variant}"),
    ("SB319", "R,a,2024,,11,10,,,,,,,,,,{variant}"),
    ("SB320", "R,a,2024,101,,,,,,,,,,,,{variant}"),
    ("SB321", "C,a,2024,,1,2,,,,,,,,,,{variant}"),
    ("SB322", "C,a,2024,5,,,,31/12/2024,,,,,,,,{variant}"),
    ("SB323", "C,a,2024,5,,,,2001-12-31,,,,,,,,{variant}"),
    ("SB324", "C,a,2024,5,,,,2062-12-31,,,,,,,,{variant}"),
    ("SB325", "C,a,2024,5,,,,,pubic,,,,,,,{variant}"),
    ("SB326", "C,a,2024,5,,,,,,,,,KH2,,,{variant}"),
    ("SB329", "R,a,2024,,9,10,,,,f,,,,,,{variant}"),
    ("SB330", "C,a,2024,5,,,,,,,percent,,,,,{variant}"),
    ("SB331", "C,,2024,5,,,,,,,,,,,,{variant}"),
    ("SB332", "C,a,2024,5,,,,,,,,,,gọi 0900000000,,{variant}"),
    ("SB332", "V,a,2024,049000000000,,,,,,,,,,,,{variant}"),
    ("SB333", "C,a,2031,5,,,,,,,,,,,,{variant}"),
    ("SB341", "C,a,2024,5,,,,,,f/m,,,,,,{variant}"),
)
"""The code that a row must be given, and the row; ``variant`` makes its key its own."""

KNOWN = Known(frozenset(), frozenset())
GOOD = ("C,a,2024,{number},,,,,,,,,,,,{variant}", "R,a,2023,,9,10,,,,,,,,,,{variant}")
BLANK = ",,,,,,,,,,,,,,,"


def text(words: str) -> Text:
    return Text((("vi", words),))


def indicator(code: str, kind: IndicatorKind, **given: object) -> Indicator:
    measure = "người" if kind is IndicatorKind.COUNT else "percent"
    return Indicator(code, text(f"Tên {code}"), kind, measure, f"{code}.yaml", **given)


CONFIGURED = Configured(
    SiteConfig(text("T"), ("vi",), text("O"), "UTC", (AudienceConfig("internal"),)),
    {
        "C": indicator("C", IndicatorKind.COUNT, frequency=Frequency.QUARTER, dimensions=("sex",)),
        "R": indicator("R", IndicatorKind.RATIO, maximum=100.0),
        "V": indicator("V", IndicatorKind.VALUE),
    },
    (),
    {},
)

Written = tuple[str, str | None]
"""A row, and the code that it must be given; None where it is right, "" where it is blank."""

WRITTEN: st.SearchStrategy[Written] = st.one_of(
    st.sampled_from(FAULTS).map(lambda fault: (fault[1], fault[0])),
    st.sampled_from(GOOD).map(lambda row: (row, None)),
    st.just((BLANK, "")),
)
FILES = st.lists(st.lists(WRITTEN, max_size=25), min_size=1, max_size=3)


def run(files: list[list[Written]]):
    """Check the files; each row has a key of its own."""
    sources = {"data/units.csv": UNITS.encode(), "data/documents.csv": DOCUMENTS.encode()}
    for number, rows in enumerate(files):
        lines = [
            row.format(variant=f"v{number}-{at}", number=at) for at, (row, _) in enumerate(rows)
        ]
        body = "\n".join([HEADER, *lines]) + "\n"
        sources[f"data/observations/{number}.csv"] = body.encode()
    tables = read_tables(SourceTree(dict(sorted(sources.items()))), {}, {".csv": read_csv})
    assert tables.value is not None
    checked = validate(CONFIGURED, tables.value, KNOWN, date(2026, 1, 1))
    assert isinstance(checked.value, Dataset)
    return checked.value, (*tables.problems, *checked.problems)


def told(problems) -> dict[tuple[str, int], dict[str, Severity]]:
    """Return the codes of each line, by path and line."""
    found: dict[tuple[str, int], dict[str, Severity]] = {}
    for problem in problems:
        place = (problem.location.path, problem.location.line or 0)
        found.setdefault(place, {})[problem.rule.code] = problem.rule.severity
    return found


@settings(max_examples=60, deadline=None)
@given(FILES)
def test_each_row_has_the_fate_that_its_fault_deserves(files):
    """An error rejects its row and no other, a warning none; all are counted, none twice."""
    dataset, problems = run(files)

    by_line, fates = told(problems), Counter[str]()
    for number, rows in enumerate(files):
        for at, (_, code) in enumerate(rows):
            codes = by_line.get((f"data/observations/{number}.csv", at + 2), {})
            assert set(codes) == ({code} if code else set())
            has_error = Severity.ERROR in codes.values()
            fates["blank" if code == "" else "rejected" if has_error else "accepted"] += 1
    counts = dataset.counts
    assert counts.read == counts.accepted + counts.rejected + counts.blank
    assert counts.read == sum(len(rows) for rows in files)
    assert (counts.accepted, counts.rejected, counts.blank) == (
        fates["accepted"], fates["rejected"], fates["blank"],
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([2023, 2024]), st.integers(1, 3)), max_size=20))
def test_of_a_key_that_comes_again_the_first_row_is_kept(rows):
    """The same figure again is one error, another figure a second; both reject the later row."""
    first: dict[int, int] = {}
    wanted = {}
    for line, (year, value) in enumerate(rows, 2):
        if year in first:
            wanted[line] = "SB327" if first[year] == value else "SB385"
        first.setdefault(year, value)

    dataset, problems = run([[(f"V,a,{year},{value}" + "," * 12, None) for year, value in rows]])

    assert {p.location.line: p.rule.code for p in problems} == wanted
    frame = dataset.observations.frame
    assert dict(zip(frame["period"].astype(int), frame["value"], strict=True)) == first
    assert dataset.counts.rejected == len(wanted) == len(rows) - dataset.counts.accepted


IDS = [f"{code}-{number}" for number, (code, _) in enumerate(FAULTS)]


@pytest.mark.parametrize(("code", "row"), FAULTS, ids=IDS)
def test_each_fault_is_named_by_its_own_code(code, row):
    """One thing wrong in a row gives one code, whichever the thing is."""
    _, problems = run([[(row, code)]])

    assert {p.rule.code for p in problems} == {code}
