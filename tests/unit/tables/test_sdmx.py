"""SDMX-CSV of statistical offices: versions, flavours of Eurostat and UNSD, what is refused."""

from __future__ import annotations

import pytest

from site_builder.diagnostics import facts_of
from site_builder.model.source import SourceTree
from site_builder.model.tables import TableOptions
from site_builder.tables import read_csv, read_tables

OBS = "data/observations/a.csv"
EUROSTAT = (
    "DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n"
    "ESTAT:DEMO(1.0),23/10/26 23:00:00,A,PC,AA,2024,12.345,,\n"
    "ESTAT:DEMO(1.0),23/10/26 23:00:00,A,PC,AA,2025,13.1,p,\n"
    "ESTAT:DEMO(1.0),23/10/26 23:00:00,A,PC,BB,2024,:,,\n"
    "ESTAT:DEMO(1.0),23/10/26 23:00:00,A,PC,BB,2025,14.0,be,\n"
)
UNSD = (
    "DATAFLOW,FREQ,REPORTING_TYPE,SERIES,REF_AREA,SEX,AGE,TIME_PERIOD,OBS_VALUE,UNIT_MULT,"
    "UNIT_MEASURE,OBS_STATUS,NATURE,TIME_DETAIL,COMMENT_OBS,SOURCE_DETAIL\n"
    "IAEG-SDGs:DF_SDG_GLH(1.24),A,G,SI_POV_DAY1,704,_T,_T,2020,1.25,3,NUMBER,A,G,2020,,Survey\n"
    "IAEG-SDGs:DF_SDG_GLH(1.24),A,G,SI_POV_DAY1,704,_T,_T,2021,0.1,3,NUMBER,E,E,2021,Revised,\n"
)
BOTH = (
    "STRUCTURE,STRUCTURE_ID,ACTION,FREQ: Frequency,INDICATOR: Indicator,REF_AREA: Area,"
    "TIME_PERIOD: Time,OBS_VALUE: Value,OBS_STATUS: Status\n"
    "dataflow,X:D(1.0): Demo,I,A: Annual,CT1: Rate,a: Area A,2024,NaN,A: Normal value\n"
)
NAMES = (
    "STRUCTURE;STRUCTURE_ID;STRUCTURE_NAME;ACTION;INDICATOR;Indicator;REF_AREA;Reference area;"
    "TIME_PERIOD;OBS_VALUE;Observation value\n"
    "dataflow;X:D(1.0);Demo;M;CT1;Rate;a;Area A;2024-S1;5;\n"
)


def read(text: str, options: TableOptions | None = None):
    options = options or TableOptions()
    return read_tables(
        SourceTree({OBS: text.encode(), "data/units.csv": b"unit,name\n"}),
        {OBS: options},
        {".csv": read_csv},
    )


def rows(text: str, **options) -> list[dict[str, str]]:
    checked = read(text, TableOptions(**options))
    assert checked.problems == ()
    table = checked.value.at(OBS)
    assert table.is_sdmx
    return table.cells.astype("str").to_dict("records")


def codes(text: str, options: TableOptions | None = None) -> list[tuple[str, str]]:
    return [(p.rule.code, str(p.location)) for p in read(text, options).problems]


def test_eurostats_columns_and_flags_are_read():
    """``unit`` is the unit of measure, ``geo`` the area; ``:`` is missing, ``be`` an estimate."""
    found = rows(EUROSTAT, fixed={"indicator": "CT1"})

    assert [(r["unit"], r["period"], r["value"], r["status"]) for r in found] == [
        ("AA", "2024", "12.345", ""),
        ("AA", "2025", "13.1", "preliminary"),
        ("BB", "2024", "", "missing"),
        ("BB", "2025", "14.0", "estimated"),
    ]
    assert {(r["indicator"], r["unit_measure"]) for r in found} == {("CT1", "PC")}


def test_unsds_figures_are_multiplied_out_exactly():
    """1.25 thousand is 1250 and 0.1 thousand is 100, as decimals; comments are notes."""
    found = rows(UNSD)

    assert [(r["indicator"], r["value"], r["note"], r["source"]) for r in found] == [
        ("SI_POV_DAY1", "1250", "", "Survey"),
        ("SI_POV_DAY1", "100", "Revised", ""),
    ]
    assert [name for name in found[0] if name.isupper()] == ["REPORTING_TYPE", "SEX", "AGE"]


def test_labels_behind_codes_are_cut_off():
    """``labels=both`` writes ``A: Annual``; a figure that is not a number is missing."""
    assert rows(BOTH) == [
        {"indicator": "CT1", "unit": "a", "period": "2024", "value": "", "status": "missing"}
    ]


def test_labels_beside_codes_are_read_over():
    """``labels=name`` of version 2 puts a column of names behind each column of codes."""
    assert rows(NAMES) == [
        {"indicator": "CT1", "unit": "a", "period": "2024-S1", "value": "5", "status": ""}
    ]


@pytest.mark.parametrize(
    ("value", "power", "figure"),
    [
        ("1.10", "0", "1.10"),
        ("0.07", "2", "7"),
        ("1.005", "3", "1005"),
        ("5", "-3", "0.005"),
        ("1.2E3", "", "1200"),
        ("x", "3", "x"),
    ],
)
def test_a_power_of_ten_is_exact(value, power, figure):
    """No binary rounding comes in; what is no number stays for the check of numbers."""
    header = "DATAFLOW,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MULT"

    assert rows(f"{header}\nD,C,a,2024,{value},{power}\n")[0]["value"] == figure


def test_without_an_indicator_the_sidecar_is_advised():
    """Eurostat's files hold one indicator and do not name it."""
    assert codes(EUROSTAT) == [("SB227", f"{OBS}:1:1")]


HEADER = "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,CONF_STATUS"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("dataflow,X,D,CT1,a,2024,1,F", ("SB228", f"{OBS}:2:12")),
        ("dataflow,X,I,CT1,a,2024,1,C", ("SB290", f"{OBS}:2:27")),
    ],
)
def test_rows_that_are_no_figures_to_publish_are_refused(row, problem):
    """A deletion is no figure; a confidential one is not ours to publish."""
    checked = read(f"{HEADER}\n{row}\n")

    assert [(p.rule.code, str(p.location)) for p in checked.problems] == [problem]
    table = checked.value.at(OBS)
    assert (len(table.lines), table.rejected) == (0, 1)
    assert table.broken == ((2, tuple(row.split(","))),)


def test_a_confidential_row_may_be_kept_internal():
    """A file that is internal as a whole may hold what its office does not publish."""
    text = f"{HEADER}\ndataflow,X,I,CT1,a,2024,1,C\n"

    assert codes(text, TableOptions(fixed={"audience": "internal"})) == []


def test_a_multiplier_that_is_no_power_is_refused():
    """Words do not multiply."""
    text = "DATAFLOW,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MULT\nD,C,a,2024,1,thousand\n"

    checked = read(text)

    assert [(p.rule.code, facts_of(p)["value"]) for p in checked.problems] == [
        ("SB229", "thousand")
    ]
