"""One site with a mistake of every kind that can stand beside others: all are told at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from site_builder.cli import main
from site_builder.diagnostics import Location
from site_builder.report.as_github import MOST_ANNOTATIONS

pytestmark = pytest.mark.usefixtures("fixed_clock")

INVALID = Path(__file__).parents[1] / "invalid"
MINIMAL = Path(__file__).parents[1] / "sites/minimal"
READING_ENDS = "SB390"
"""Codes below are found while files are read and checked; the others need a site without errors."""

REGISTERS = ("units", "documents", "tasks", "unit_changes", "revisions")
ALONE = {
    "SB106": "a site without any indicator",
    "SB221": "a site without units.csv",
    "SB211": "a column of units.csv renamed",
    "SB351": "another header of units.csv",
    "SB352": "another header of units.csv",
    "SB314": "an end to the life of a unit that other rows use",
    "SB334": "seen beside the other rows of a series, and cases share theirs",
    "SB335": "seen beside the other rows of a series, and cases share theirs",
    "SB336": "seen beside the other rows of a series, and cases share theirs",
    "SB337": "seen beside the other rows of a series, and cases share theirs",
    "SB338": "seen beside the other rows of a series, and cases share theirs",
    "SB339": "seen beside the other rows of a series, and cases share theirs",
    "SB353": "seen beside the other rows of a series, and cases share theirs",
    "SB355": "told only where the rows of unit_changes.csv are right",
    "SB356": "told only where the rows of unit_changes.csv are right",
    "SB357": "told only where the rows of unit_changes.csv are right",
    "SB358": "told only where the rows of unit_changes.csv are right",
    "SB359": "told only where the rows of unit_changes.csv are right",
    "SB382": "told only where the rows of unit_changes.csv are right",
    "SB383": "told only where the rows of unit_changes.csv are right",
    "SB386": "told only where the rows of unit_changes.csv are right",
    "SB310": "silent while the code of an indicator's file cannot be told",
    "SB384": "silent while the code of an indicator's file cannot be told",
    "SB291": "silent while the dimensions of an indicator are unknown",
    "SB328": "silent while the dimensions of an indicator are unknown",
    "SB372": "silent while rows of tasks.csv are wrong",
}
"""Mistakes that would undo others, or that may only follow from others."""

LEGACY = ("SB201", "SB202", "SB203", "SB219", "SB223", "SB224")
"""Unreadable registers: laid down as files of figures, where they are unreadable just so."""

Files = dict[str, bytes]


def _cases() -> Iterator[tuple[str, Files]]:
    """Yield (code, files by path) of the cases that can stand beside others."""
    for case in sorted(INVALID.glob("SB*/input")):
        code = case.parent.name
        files = {
            p.relative_to(case).as_posix(): p.read_bytes() for p in case.rglob("*") if p.is_file()
        }
        if code < READING_ENDS and code not in ALONE and "site.yaml" not in files:
            yield code, files


def _own_names(code: str, files: Files) -> Files:
    """Give the files and ids of a case names of their own."""
    return {_own_path(code, path): _own_ids(code, path, files[path]) for path in files}


def _own_path(code: str, path: str) -> str:
    """Return the path at which a file of a case meets no other."""
    if code in LEGACY:
        return f"data/observations/{code}.csv"
    folder, _, name = path.rpartition("/")
    is_table = folder in {"data/observations", "data/indicators"}
    is_page = folder in {"content", "content/guidance"} and name.endswith(".md")
    return f"{folder}/{code}-{name}" if is_table or is_page else path


def _own_ids(code: str, path: str, content: bytes) -> bytes:
    """Return a file with ids that no other case uses; SB160 is about a code used twice."""
    words = [b"CT2", b"huyen-c", b"huyen-d", b"xa-c", b"nv-1", b"KH300"]
    if path.startswith("data/indicators/") and code != "SB160":
        words.append(b"code: CT1")
    for word in words:
        content = content.replace(word, word + b"-" + code.encode())
    return content


def _join(old: bytes, new: bytes) -> bytes | None:
    """Join two registers of one header; None where the headers differ."""
    lines, further = old.splitlines(), new.splitlines()
    if lines[0] != further[0]:
        return None
    return b"\n".join([*lines, *(line for line in further if line not in lines)]) + b"\n"


def _plant(site: Path) -> set[str]:
    """Lay all cases over a site; return the codes of those that found room."""
    planted = set()
    for code, files in _cases():
        whole = {}
        for path, content in _own_names(code, files).items():
            there = site / path
            is_register = there.stem in REGISTERS and there.is_file()
            whole[path] = _join(there.read_bytes(), content) if is_register else content
        if None not in whole.values():
            planted.add(code)
            for path, content in whole.items():
                (site / path).parent.mkdir(parents=True, exist_ok=True)
                (site / path).write_bytes(content or b"")
    return planted


@pytest.fixture
def planted(make_site: Callable[..., Path]) -> tuple[Path, set[str]]:
    """A site with everything wrong, and the codes that are to be found in it."""
    site = make_site()
    return site, _plant(site)


def _check(site: Path, form: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["check", "--site", str(site), "--format", form])
    return result.exit_code, result.stderr if form == "text" else result.stdout


def _problems(site: Path) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = json.loads(_check(site, "json")[1])["problems"]
    return found


def _place(problem: Mapping[str, Any]) -> tuple[Any, ...]:
    keys = ("path", "line", "column", "sheet", "cell")
    return (*Location(*(problem[key] for key in keys)).sort_key(), problem["code"])


def test_all_mistakes_are_found_in_one_run(planted: tuple[Path, set[str]]):
    """Nobody mends a site one run per mistake."""
    site, codes = planted

    code, answer = _check(site, "json")

    found = json.loads(answer)
    table = {p["code"]: _place(p) for p in found["problems"]}
    assert code == 1
    assert len(codes) > 130
    assert codes - table.keys() == set(), table


def test_the_answer_is_sorted_and_adds_up(planted: tuple[Path, set[str]]):
    """Problems come by place; every row read was accepted, rejected or blank."""
    answer = json.loads(_check(planted[0], "json")[1])

    rows = answer["summary"]
    places = [_place(problem) for problem in answer["problems"]]
    severities = [problem["severity"] for problem in answer["problems"]]
    assert places == sorted(places)
    assert rows["rows_read"] == rows["rows_accepted"] + rows["rows_rejected"] + rows["rows_blank"]
    assert rows["rows_rejected"] > 30
    assert (rows["errors"], rows["warnings"]) == (
        severities.count("error"),
        severities.count("warning"),
    )


def test_the_text_tells_the_same_problems(planted: tuple[Path, set[str]]):
    """Each problem has its line, none twice, and the last line counts them."""
    site, _ = planted
    problems = _problems(site)

    code, text = _check(site, "text")

    told = re.findall(r"^\S.*?: (?:lỗi|cảnh báo)\[(SB\d{3})\]: ", text, re.MULTILINE)
    assert code == 1
    assert told == [problem["code"] for problem in problems]
    assert "0900 000 000" not in text
    assert max(len(line) for line in text.splitlines() if re.match(r"\d+ \| ", line)) < 120


def test_github_gets_ten_of_a_kind_and_a_list(planted: tuple[Path, set[str]]):
    """GitHub drops further annotations silently: they follow as plain lines."""
    site, _ = planted
    problems = _problems(site)

    lines = _check(site, "github")[1].splitlines()

    for severity in ("error", "warning"):
        assert sum(line.startswith(f"::{severity} ") for line in lines) == MOST_ANNOTATIONS
    assert sum(line.startswith("  ") for line in lines) == len(problems) - 2 * MOST_ANNOTATIONS


def test_junit_has_a_case_for_each(planted: tuple[Path, set[str]]):
    """Parsed as XML: the counts of each suite are those of its cases."""
    site, _ = planted
    problems = _problems(site)

    root = ET.fromstring(_check(site, "junit")[1])  # noqa: S314 # made by ourselves

    assert len(root.findall(".//testcase")) == int(root.attrib["tests"]) == len(problems)
    assert len(root.findall(".//failure")) == int(root.attrib["failures"])
    for suite in root.findall("testsuite"):
        assert int(suite.attrib["tests"]) == len(suite.findall("testcase"))
        assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))


def test_sarif_has_a_result_for_each(planted: tuple[Path, set[str]]):
    """What SARIF 2.1.0 asks of a run: rules that results point to, levels, relative addresses."""
    site, _ = planted
    problems = _problems(site)

    log = json.loads(_check(site, "sarif")[1])

    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert (log["version"], run["tool"]["driver"]["name"]) == ("2.1.0", "site-builder")
    assert [result["ruleId"] for result in run["results"]] == [p["code"] for p in problems]
    for result, problem in zip(run["results"], problems, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] == problem["severity"]
        assert result["message"]["text"].startswith(problem["message"])
        physical = result["locations"][0]["physicalLocation"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", physical["artifactLocation"]["uri"])
        region = physical.get("region", {})
        assert region.get("startLine") == problem["line"]
        assert region.get("startColumn") == problem["column"]
        assert all(number >= 1 for number in region.values())
