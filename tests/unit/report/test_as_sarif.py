"""SARIF holds against the schema of its standard, whatever the report is about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
import yaml

from site_builder.diagnostics import Diagnostic, Location, Rule, Severity, make_diagnostic
from site_builder.model.observation import RowCounts
from site_builder.report import show
from site_builder.report.as_sarif import MOST_RESULTS, MOST_SHOWN

TESTS = Path(__file__).parents[2]
SCHEMA = TESTS / "schemas/sarif-2.1.0-rtm.5.json"
BAD = Rule("SB208")
ODD = Rule("SB384", Severity.WARNING)


@cache
def _messages() -> Mapping[str, Mapping[str, str]]:
    folder = TESTS.parent / "site_builder/messages/vi"
    files = sorted(folder.glob("*.yaml"))
    return {k: v for f in files for k, v in yaml.safe_load(f.read_text("utf-8")).items()}


@cache
def _validator() -> jsonschema.Draft4Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft4Validator.check_schema(schema)
    return jsonschema.Draft4Validator(schema)


def _bad(path: str, *place: Any, **named: Any) -> Diagnostic:
    return make_diagnostic(BAD, Location(path, *place, **named))


def _run(*problems: Diagnostic, sources: Mapping[str, bytes] | None = None) -> Mapping[str, Any]:
    """Return the only run of a report that holds against the schema."""
    log = json.loads(show("sarif", problems, RowCounts(), _messages(), sources or {}))
    assert [error.message for error in _validator().iter_errors(log)] == []
    (run,) = log["runs"]
    return run


def test_an_empty_report_is_valid():
    """No results is an answer: an absent list would mean that nothing was looked at."""
    run = _run()

    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []


def test_the_schema_refuses_what_is_wrong():
    """A schema that took everything would prove nothing."""
    run = {"tool": {"driver": {"name": "x"}}, "results": [{"level": "fatal"}]}

    errors = list(_validator().iter_errors({"version": "2.1.0", "runs": [run]}))

    assert len(errors) == 2


def test_places_of_text_are_regions():
    """A line alone, a line with a column, or the whole file."""
    found = _run(_bad("a.csv"), _bad("a.csv", 2), _bad("a.csv", 2, 5))["results"]

    places = [result["locations"][0]["physicalLocation"] for result in found]
    assert [place.get("region") for place in places] == [
        None,
        {"startLine": 2},
        {"startLine": 2, "startColumn": 5},
    ]


def test_places_of_a_workbook_have_names_and_no_region():
    """A workbook has no lines; cell and sheet are named places. Cells come row by row."""
    run = _run(
        _bad("a.xlsx", sheet="Biểu 02", cell="D14"),
        _bad("a.xlsx", sheet="Biểu 02", cell="D2"),
        _bad("a.xlsx", sheet="Biểu 02"),
        sources={"a.xlsx": b"PK\x03\x04\0\0"},
    )

    locations = [result["locations"][0] for result in run["results"]]
    names = [place["logicalLocations"][0]["fullyQualifiedName"] for place in locations]
    assert names == ["Biểu 02", "Biểu 02!D2", "Biểu 02!D14"]
    assert all("region" not in place["physicalLocation"] for place in locations)


def test_columns_are_counted_as_the_report_says():
    """A sign beyond the first plane is two UTF-16 units, so the column after it moves by one."""
    sources = {"a.csv": "x\n😀,Tam Kỳ,x\n".encode()}

    run = _run(_bad("a.csv", 2, 3), _bad("a.csv", 1, 1), _bad("a.csv", 9, 3), sources=sources)

    regions = [r["locations"][0]["physicalLocation"]["region"] for r in run["results"]]
    assert run["columnKind"] == "utf16CodeUnits"
    assert [region["startColumn"] for region in regions] == [1, 4, 3]


@pytest.mark.parametrize(
    "path", ["data/Biểu 02 – kết nạp.xlsx", "a b/50%#1?.csv", "a:b.csv", "data/đảng viên[1].csv"]
)
def test_odd_paths_are_uris(path: str):
    """Every letter outside the unreserved ones is percent-encoded and comes back as it was."""
    (result,) = _run(_bad(path, 1, 1))["results"]

    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert not set(uri) & set(" #?:[]")
    assert unquote(uri) == path


def test_each_rule_is_described_once():
    """What a service shows beside a result: sentence, reason, example, advice, weight."""
    odd = make_diagnostic(ODD, Location("b.md"), value="x", code="x", suggestion="", known="")

    rules = _run(_bad("a.csv"), _bad("b.csv"), odd)["tool"]["driver"]["rules"]

    messages = _messages()["SB208"]
    assert [rule["id"] for rule in rules] == ["SB208", "SB384"]
    assert [r["defaultConfiguration"]["level"] for r in rules] == ["error", "warning"]
    assert rules[0]["shortDescription"]["text"] == "Tệp trống: không có dòng tiêu đề."
    assert rules[0]["fullDescription"]["text"] == messages["explain"].strip()
    assert rules[0]["help"]["text"].startswith("Sai:\n  ")


def test_a_huge_report_says_what_a_service_will_not_show():
    """All results are there up to what a service takes; how many it shows is said."""
    problems = [_bad("a.csv", line) for line in range(1, MOST_SHOWN + 2)]

    run = _run(*problems)

    (invocation,) = run["invocations"]
    (note,) = invocation["toolExecutionNotifications"]
    assert len(run["results"]) == MOST_SHOWN + 1
    assert note["message"]["text"] == (
        "Lần kiểm tra này thấy 5001 vấn đề; tệp này ghi 5001. GitHub chỉ hiện 5000 vấn đề "
        "mỗi lần chạy. Muốn xem tất cả, chạy: site-builder check"
    )


def test_beyond_what_a_service_takes_warnings_go_first():
    """A file with more results than that is refused whole, so the least grave are left out."""
    odd = [
        make_diagnostic(ODD, Location("a.md", n), value="x", code="x", suggestion="", known="")
        for n in range(1, 4)
    ]
    problems = [_bad("b.csv", line) for line in range(1, MOST_RESULTS)]

    log = json.loads(show("sarif", [*odd, *problems], RowCounts(), _messages(), {}))

    (run,) = log["runs"]
    levels = [result["level"] for result in run["results"]]
    assert (levels.count("error"), levels.count("warning")) == (MOST_RESULTS - 1, 1)
    assert levels[0] == "warning"
    assert "25002" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
