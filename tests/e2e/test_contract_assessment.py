"""The assessment rules of the contract, with exact numbers, on one built site."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from site_builder.cli import main

NOON = "1795410000"
SITE = """\
title: Kiểm thử
languages: [vi]
organisation: Cơ quan
timezone: Asia/Ho_Chi_Minh
audiences: {internal: {}}
"""
UNITS = """\
unit,name,level,parent,valid_from,valid_to
tinh,Tỉnh,province,,,
a,Huyện A,district,tinh,,
b,Huyện B,district,tinh,,
"""
RATIO = "kind: ratio\nunit_measure: percent\nnumerator: Đạt\ndenominator: Tổng\n"
VALUE = "kind: value\nunit_measure: người\n"
TO_2030 = (
    'baseline: {period: "2020", value: 50}\n'
    'targets: [{kind: by, period: "2030", comparator: ">=", value: 100}]\n'
)
DOWN_2030 = (
    "direction: down\n"
    'baseline: {period: "2020", value: 100}\n'
    'targets: [{kind: by, period: "2030", comparator: "<=", value: 50}]\n'
)
EVERY = (
    'method: every_period\ntargets: [{{kind: every, from: "2020", comparator: "{}", value: {}}}]\n'
)
CUMULATIVE = "frequency: quarter\ncumulative: true\nmethod: same_period\n"
CAGR = "method: cagr\n"


@dataclass(frozen=True)
class Judged:
    """An indicator of one unit: its file, its rows ``period,value,status,as_of``, the verdict."""

    name: str
    file: str
    rows: tuple[str, ...]
    status: str
    expected: Mapping[str, Any]


def judged(name: str, file: str, *rows: str, status: str, **expected: object) -> Judged:
    """Write a case shortly."""
    return Judged(name, file, rows, status, expected)


LINEAR = [
    judged("on the line", VALUE + TO_2030, "2025,75", status="on_track", required_value=75.0),
    judged("past the line", VALUE + TO_2030, "2025,80", status="on_track", required_value=75.0),
    judged("pace of exactly 0.6", VALUE + TO_2030, "2025,65", status="behind"),
    judged("just under 0.6", VALUE + TO_2030, "2025,64.9", status="off_track"),
    judged("the wrong way", VALUE + TO_2030, "2025,49", status="off_track"),
    judged("at the baseline", VALUE + TO_2030, "2020,50", status="not_assessed"),
    judged("met early", VALUE + TO_2030, "2023,100", status="achieved"),
    judged(
        "after the target's period",
        VALUE
        + 'baseline: {period: "2015", value: 50}\n'
        + 'targets: [{kind: by, period: "2020", comparator: ">=", value: 100}]\nmethod: linear\n',
        "2022,99",
        status="not_met",
    ),
    judged("down, on the line", VALUE + DOWN_2030, "2025,75", status="on_track"),
    judged("down, pace of 0.6", VALUE + DOWN_2030, "2025,85", status="behind"),
    judged("down, under 0.6", VALUE + DOWN_2030, "2025,85.1", status="off_track"),
    judged("down, the wrong way", VALUE + DOWN_2030, "2025,101", status="off_track"),
    judged("down, met", VALUE + DOWN_2030, "2025,50", status="achieved"),
    judged(
        "quarters count as parts of a year",
        VALUE + "frequency: quarter\nmethod: linear\n" + TO_2030,
        "2025-Q2,72.5",
        status="on_track",
        required_value=72.5,
    ),
    judged("only preliminary", VALUE + TO_2030, "2025,80,preliminary", status="in_progress"),
    judged("without a baseline", VALUE + 'targets: [{kind: by, period: "2030", comparator: ">=", '
           "value: 100}]\n", "2025,80", status="not_assessed"),
]  # fmt: skip

EVERY_PERIOD = [
    judged("exactly 90 against > 90", VALUE + EVERY.format(">", 90), "2025,90.0", status="not_met"),
    judged("above 90", VALUE + EVERY.format(">", 90), "2025,90.01", status="met"),
    judged("exactly 3 against >= 3", VALUE + EVERY.format(">=", 3), "2025,3.0", status="met"),
    judged("below 3", VALUE + EVERY.format(">=", 3), "2025,2.99", status="not_met"),
    judged("preliminary", VALUE + EVERY.format(">=", 3), "2025,9,P", status="in_progress"),
    judged("estimated", VALUE + EVERY.format(">=", 3), "2025,1,E", status="in_progress"),
    judged("not over", VALUE + EVERY.format(">=", 3), "2026,9", status="in_progress"),
    judged("taken before its end", VALUE + "frequency: quarter\ncumulative: true\n"
           + EVERY.format(">=", 3), "2025,2.67,official,2025-11-30", status="in_progress"),
    judged("down, strictly", VALUE + "direction: down\n" + EVERY.format("<", 5), "2025,5",
           status="not_met"),
    judged("down, met", VALUE + "direction: down\n" + EVERY.format("<=", 5), "2025,5",
           status="met"),
    judged("no target in force", VALUE + 'method: every_period\ntargets: [{kind: every, '
           'comparator: ">=", value: 1, valid_from: 2026-01-01}]\n', "2025,5",
           status="not_assessed"),
    judged("no target at all", VALUE, "2025,5", status="not_assessed"),
    judged("the first target valid then", VALUE + "method: every_period\ntargets:\n"
           '  - {kind: every, comparator: ">=", value: 99, valid_to: 2020-12-31}\n'
           '  - {kind: every, comparator: ">=", value: 5, valid_from: 2021-01-01}\n'
           '  - {kind: every, comparator: ">=", value: 7, valid_from: 2022-01-01}\n',
           "2025,6", status="met", target=1, required_value=5.0),
]  # fmt: skip

SAME_PERIOD = [
    judged("at last year's point", VALUE + CUMULATIVE, "2025-Q3,100", "2026-Q3,100",
           status="on_track"),
    judged("exactly 0.6 of it", VALUE + CUMULATIVE, "2025-Q3,100", "2026-Q3,60", status="behind"),
    judged("below 0.6", VALUE + CUMULATIVE, "2025-Q3,100", "2026-Q3,59.9", status="off_track"),
    judged("none last year", VALUE + CUMULATIVE, "2026-Q3,60", status="not_assessed"),
    judged("another point of last year", VALUE + CUMULATIVE, "2025-Q2,50", "2026-Q3,60",
           status="not_assessed"),
    judged("final, met", VALUE + CUMULATIVE
           + 'targets: [{kind: every, comparator: ">=", value: 3}]\n', "2025,3", status="met"),
    judged("final, not met", VALUE + CUMULATIVE
           + 'targets: [{kind: every, comparator: ">=", value: 3}]\n', "2025,2.9",
           status="not_met"),
    judged("down, at last year's", VALUE + "direction: down\n" + CUMULATIVE, "2025-Q3,100",
           "2026-Q3,100", status="on_track"),
    judged("down, far above", VALUE + "direction: down\n" + CUMULATIVE, "2025-Q3,100",
           "2026-Q3,170",
           status="off_track"),
    judged("down, a little above", VALUE + "direction: down\n" + CUMULATIVE, "2025-Q3,100",
           "2026-Q3,120", status="behind"),
]  # fmt: skip

DOUBLE = 'targets: [{kind: by, period: "2030", comparator: ">=", value: 200}]\n'
GROWTH = [
    judged("1.5 % a year", VALUE + CAGR, "2020,100", "2025,107.8", status="on_track"),
    judged("1 % a year", VALUE + CAGR, "2020,100", "2025,105.1", status="behind"),
    judged("0.4 % a year", VALUE + CAGR, "2020,100", "2025,102", status="off_track", reason="slow"),
    judged("shrinking", VALUE + CAGR, "2020,100", "2025,99",
           status="off_track", reason="moving_away"),
    judged("down, shrinking", VALUE + "direction: down\n" + CAGR, "2020,100", "2025,92",
           status="on_track"),
    judged("down, growing", VALUE + "direction: down\n" + CAGR, "2020,100", "2025,101",
           status="off_track", reason="moving_away"),
    judged("negative, rising", VALUE + CAGR, "2020,-100", "2025,-90", status="on_track"),
    judged("from zero", VALUE + CAGR, "2020,0", "2025,1", status="on_track"),
    judged("opposite signs", VALUE + CAGR, "2020,-1", "2025,1", status="not_assessed"),
    judged("limit, far below", VALUE + CAGR + "limit: 100\n", "2020,90", "2025,92.6",
           status="on_track"),
    judged("limit, far above", VALUE + CAGR + "limit: 40\n", "2020,100", "2025,105.1",
           status="behind"),
    judged("limit, between", VALUE + CAGR + "limit: 100\n", "2020,110", "2025,113.2",
           status="on_track"),
    judged("target met", VALUE + CAGR + DOUBLE, "2020,100", "2025,200", status="achieved"),
    judged("target, R of 1", VALUE + CAGR + DOUBLE, "2020,100", "2025,141.4214", status="on_track"),
    judged("target, R of 0.95", VALUE + CAGR + DOUBLE, "2020,100", "2025,139.1", status="on_track"),
    judged("target, R of 0.9", VALUE + CAGR + DOUBLE, "2020,100", "2025,136.5", status="behind"),
    judged("target, R of 0.5", VALUE + CAGR + DOUBLE, "2020,100", "2025,118.9", status="off_track"),
    judged("target of another sign", VALUE + CAGR
           + 'targets: [{kind: by, period: "2030", comparator: ">=", value: 5}]\n', "2020,-10",
           "2025,-5", status="not_assessed"),
    judged("target of zero", VALUE + "direction: down\n" + CAGR
           + 'targets: [{kind: by, period: "2030", comparator: "<=", value: 0}]\n', "2020,100",
           "2025,0.32", status="on_track"),
    judged("base year without a value", VALUE + CAGR, "2021,100", "2025,106.2", status="on_track"),
    judged("a single value", VALUE + CAGR, "2025,100", status="not_assessed"),
]  # fmt: skip
CASES = [
    (f"C{number:03}", case)
    for number, case in enumerate([*LINEAR, *EVERY_PERIOD, *SAME_PERIOD, *GROWTH], start=1)
]


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build one site with an indicator for each case, and return its ``api/v1``."""
    site = tmp_path_factory.mktemp("assessment")
    (site / "data/indicators").mkdir(parents=True)
    (site / "data/observations").mkdir()
    (site / "site.yaml").write_text(SITE, encoding="utf-8")
    (site / "data/units.csv").write_text(UNITS, encoding="utf-8")
    rows = ["indicator,unit,period,value,status,as_of"]
    for code, case in CASES:
        text = f"code: {code}\ntitle: {code}\n{case.file}"
        (site / f"data/indicators/{code}.yaml").write_text(text, encoding="utf-8")
        rows += [f"{code},tinh,{row}" + "," * (3 - row.count(",")) for row in case.rows]
    (site / "data/observations/all.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOON)
        result = CliRunner().invoke(main, ["build", "--site", str(site), "--jobs", "1"])
    assert result.exit_code == 0, result.stdout + result.stderr
    return site / "output/internal/latest/api/v1"


@pytest.mark.parametrize(("code", "case"), CASES, ids=[case.name for _, case in CASES])
def test_verdicts(api: Path, code: str, case: Judged):
    """Each rule of the contract gives the verdict that its numbers ask for."""
    found = json.loads((api / f"indicators/{code}.json").read_text(encoding="utf-8"))["assessment"]

    assert found["progress_status"] == case.status, found
    assert found["reason"]
    assert {key: found[key] for key in case.expected} == pytest.approx(dict(case.expected))


PARENTS = """\
indicator,unit,period,value,status,source,variant
N1,a,2024,1000,,S1,
N1,b,2024,950,,S1,
N1,tinh,2024,1905,,S2,
N1,tinh,2024,1900,,S3,rival
N1,a,2023,5,,,
N1,b,2023,,nil,,
N1,a,2022,5,,,
N1,b,2022,,missing,,
N1,a,2021,5,,,
N1,b,2021,,not_applicable,,
N1,a,2020,7,,,
N1,a,2020,8,,,rival
N1,b,2020,0,,,
"""
MERGED = """\
unit,code,name,level,parent,valid_from,valid_to
tinh,49,Tỉnh,province,,,2025-06-30
a,1,Quế Sơn,district,tinh,,2025-06-30
b,2,Nông Sơn,district,tinh,,2024-12-31
thanh-pho,48,Thành phố,city,,2025-07-01,
"""
RATES = "indicator,unit,period,numerator,denominator,value\nR1,a,2023,9,10,\nR1,b,2023,,,98.3\n"
OVER_A_MERGER = "indicator,unit,period,value\nN2,a,2024,60\nN2,b,2024,40\nN2,a,2025,105\n"


@pytest.fixture(scope="module")
def sums(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """Build a site of sums and of a merger; return the answers on its indicators by code."""
    site = tmp_path_factory.mktemp("sums")
    files = {
        "site.yaml": SITE,
        "data/units.csv": MERGED,
        "data/unit_changes.csv": "date,from_unit,to_unit,share\n2025-01-01,b,a,\n",
        "data/indicators/n1.yaml": "code: N1\ntitle: N\nkind: count\nunit_measure: người\n",
        "data/indicators/n2.yaml": "code: N2\ntitle: N\nkind: count\nunit_measure: người\n",
        "data/indicators/r1.yaml": f"code: R1\ntitle: R\n{RATIO}" + EVERY.format(">", 90),
        "data/indicators/h1.yaml": f"code: H1\ntitle: H\n{VALUE}",
        "data/observations/n1.csv": PARENTS,
        "data/observations/n2.csv": OVER_A_MERGER,
        "data/observations/r1.csv": RATES,
        "data/observations/h1.csv": (
            "indicator,unit,period,value\nH1,tinh,2024,1\nH1,thanh-pho,2025,2\n"
        ),
    }
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOON)
        arguments = ["build", "--site", str(site), "--jobs", "1", "--format", "json"]
        result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.stdout
    folder = site / "output/internal/latest/api/v1/indicators"
    found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir()}
    return {**found, "problems": json.loads(result.stdout)["problems"]}


def figure(answer: Mapping[str, Any], unit: str, period: str) -> Mapping[str, Any]:
    """Return the one observation of a unit and period."""
    (found,) = [o for o in answer["observations"] if (o["unit"], o["period"]) == (unit, period)]
    return found


@pytest.mark.parametrize(
    ("period", "value", "due", "counted"),
    [("2023", 5, 2, 2), ("2022", 5, 2, 1), ("2021", 5, 1, 1), ("2020", 7, 2, 2)],
    ids=["nil counts", "missing is due", "not applicable is not", "no rivals"],
)
def test_a_sum_says_what_it_is_of(
    sums: Mapping[str, Any], period: str, value: float, due: int, counted: int
):
    """It is over the units that reported, and carries how many were due and counted."""
    found = figure(sums["N1"], "tinh", period)

    assert found["aggregated"] is True
    assert (found["value"], found["due"], found["counted"]) == (value, due, counted)
    assert found["incomplete"] is (counted < due)


def test_an_own_value_stands_beside_the_sum(sums: Mapping[str, Any]):
    """The parent's figure is its own; the sum reconciles, with a warning and both sources."""
    own = figure(sums["N1"], "tinh", "2024")
    (pair,) = sums["N1"]["reconciliations"]
    (warning,) = [p for p in sums["problems"] if "1950" in p["message"]]

    assert (own["value"], own["aggregated"]) == (1905, False)
    assert (pair["own"]["value"], pair["sum"]["value"], pair["difference"]) == (1905, 1950, -45)
    assert warning["severity"] == "warning"
    assert all(word in warning["message"] for word in ("1905", "S1", "S2", "45"))


def test_a_rate_alone_is_judged_and_kept_out_of_sums(sums: Mapping[str, Any]):
    """The sum then says that it lacks one."""
    total = figure(sums["R1"], "tinh", "2023")
    judged_units = {a["unit"]: a["progress_status"] for a in sums["R1"]["assessments"]}

    assert (total["value"], total["numerator"], total["denominator"]) == (90, 9, 10)
    assert (total["due"], total["counted"], total["incomplete"]) == (2, 1, True)
    assert judged_units == {"a": "not_met", "b": "met", "tinh": "not_met"}


def test_predecessors_are_summed_over_a_merger(sums: Mapping[str, Any]):
    """What both units had in 2024 is what the merged one of 2025 is compared with."""
    (comparable,) = sums["N2"]["comparable"]

    assert (comparable["unit"], comparable["period"]) == ("a", "2024")
    assert comparable["figure"]["value"] == 100
    assert figure(sums["N2"], "a", "2024")["value"] == 60


def test_the_headline_unit_is_the_root_of_the_latest_value(sums: Mapping[str, Any]):
    """After the merger of provinces it is the new city, though it is not the first root."""
    assert sums["H1"]["assessment"]["unit"] == "thanh-pho"
    assert sums["H1"]["assessment"]["period"] == "2025"
