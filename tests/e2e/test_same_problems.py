"""The same problems in every format: written, read back, compared. None is lost or changed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from site_builder.diagnostics import Diagnostic, Location, Rule, Severity, make_diagnostic
from site_builder.effects.messages import read_messages
from site_builder.kinds import BUILTIN
from site_builder.model.observation import RowCounts
from site_builder.model.source import SourceTree
from site_builder.pipeline import read_site
from site_builder.report import FORMATS, Report, make_report, show, write_page
from site_builder.report.as_github import MOST_ANNOTATIONS

TESTS = Path(__file__).parents[1]
NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)


class Told(NamedTuple):
    """What every format must tell of a problem."""

    place: str
    code: str
    severity: str
    message: str


Found = tuple[tuple[Diagnostic, ...], Mapping[str, bytes]]


def _files(folder: Path) -> Mapping[str, bytes]:
    hidden = (".cache", "output")
    paths = (p for p in folder.rglob("*") if p.is_file())
    named = {p.relative_to(folder).as_posix(): p.read_bytes() for p in paths}
    return {name: content for name, content in named.items() if not name.startswith(hidden)}


@cache
def _everything_wrong() -> Found:
    """The problems of every case of tests/invalid, each case in a folder of its own.

    To these come places that no case has: odd names, whole sheets, cells beyond Z.
    """
    problems: list[Diagnostic] = []
    sources: dict[str, bytes] = {}
    minimal = _files(TESTS / "sites/minimal")
    for case in sorted((TESTS / "invalid").glob("SB*/input")):
        files = {**minimal, **_files(case)}
        gone = {name for name in files if f"{name}.remove" in files}
        kept = {n: c for n, c in files.items() if n not in gone and not n.endswith(".remove")}
        found = read_site(SourceTree(kept), BUILTIN, lambda _zone: NOON).problems
        folder = case.parent.name
        sources |= {f"{folder}/{name}": content for name, content in kept.items()}
        problems += [replace(p, location=_within(folder, p.location)) for p in found]
    return (*problems, *_odd_places()), sources


def _within(folder: str, location: Location) -> Location:
    return replace(location, path=f"{folder}/{location.path}")


def _odd_places() -> Iterator[Diagnostic]:
    bad, odd = Rule("SB301"), Rule("SB207", Severity.WARNING)
    for path in ("Biểu 02 (cuối).xlsx", "100 %, a:b;c#d?.xlsx", "<b>&'\".xlsx", "a]!b[c.xlsx"):
        yield make_diagnostic(odd, Location(path), value=".x", known=".csv")
        for sheet in ("Sheet1", "Quý I: 1,2 %", "<i>&"):
            yield make_diagnostic(odd, Location(path, sheet=sheet), value=".x", known=".csv")
            for cell in ("D14", "D2", "AA1000000"):
                place = Location(path, sheet=sheet, cell=cell)
                value = f"12,5 % <&> ::error::%0A {cell}"
                yield make_diagnostic(bad, place, value=value, column="Giá trị")


def _expected(report: Report) -> list[Told]:
    return [Told(str(p.location), p.code, p.severity, p.message) for p in report.problems]


def _from_json(text: str, _report: Report) -> list[Told]:
    keys = ("path", "line", "column", "sheet", "cell")
    return [
        Told(str(Location(*(p[key] for key in keys))), p["code"], p["severity"], p["message"])
        for p in json.loads(text)["problems"]
    ]


def _from_text(text: str, report: Report) -> list[Told]:
    severities = {word: s.value for s in Severity for word in (_label(report, s),)}
    line = re.compile(rf"(?! )(.+?): ({'|'.join(severities)})\[(SB\d+)\]: (.+)")
    found = (line.fullmatch(one) for one in text.split("\n"))
    return [Told(m[1], m[3], severities[m[2]], m[4]) for m in found if m]


def _label(report: Report, severity: Severity) -> str:
    return report.messages[f"report.{severity.value}"]["message"]


def _from_github(text: str, report: Report) -> list[Told]:
    found = [_told(m) for m in re.finditer(r"^::(error|warning) (.*?)::(.*)$", text, re.MULTILINE)]
    plain = "\n".join(line[2:] for line in text.split("\n") if line.startswith("  "))
    return [*found, *_from_text(plain.replace("## [", "##["), report)]


def _told(command: re.Match[str]) -> Told:
    named = dict(pair.split("=", 1) for pair in command[2].split(","))
    given = {key: unquote(value) for key, value in named.items()}
    message = unquote(command[3]).split("\n")[0]
    numbers = (int(given[key]) if key in given else None for key in ("line", "col"))
    place = str(Location(given["file"], *numbers))
    if message.startswith(f"{place}["):
        inner = re.match(r"(.*?\](?:!\w+)?): ", message[len(place) :])
        assert inner is not None
        place, message = place + inner[1], message[len(place) + len(inner[0]) :]
    return Told(place, given["title"], command[1], message)


def _from_junit(text: str, _report: Report) -> list[Told]:
    return list(_cases(ET.fromstring(text)))  # noqa: S314 - our own text


def _cases(root: ET.Element) -> Iterator[Told]:
    for case in root.iter("testcase"):
        code, place = str(case.get("name")).split(" ", 1)
        failure = case.find("failure")
        if failure is not None:
            yield Told(place, code, "error", str(failure.get("message")))
        else:
            yield Told(place, code, "warning", str(case.findtext("system-out")).split("\n")[1])


def _from_sarif(text: str, _report: Report) -> list[Told]:
    return [_told_result(result) for result in json.loads(text)["runs"][0]["results"]]


def _told_result(result: Mapping[str, object]) -> Told:
    (location,) = result["locations"]  # type: ignore[misc]
    physical = location["physicalLocation"]
    region = physical.get("region", {})
    path = unquote(physical["artifactLocation"]["uri"])
    sheet = cell = None
    for named in location.get("logicalLocations", ()):
        sheet, cell = named["fullyQualifiedName"], named.get("name")
        sheet = sheet.removesuffix(f"!{cell}")
    place = Location(path, region.get("startLine"), region.get("startColumn"), sheet, cell)
    message = result["message"]["text"].split("\n")[0]  # type: ignore[index]
    return Told(str(place), str(result["ruleId"]), str(result["level"]), message)


def _from_page(text: str, _report: Report) -> list[Told]:
    item = re.compile(
        r'<li class="problem (\w+)" data-place="(.*?)">.*?<p class="message">(.*?)</p>'
        r'.*?<dd class="code"><a href="#(SB\d+)">\4</a></dd></dl></li>',
        re.DOTALL,
    )
    return [
        Told(unescape(place), code, severity, unescape(message))
        for severity, place, message, code in item.findall(text)
    ]


READERS: Mapping[str, Callable[[str, Report], list[Told]]] = {
    "json": _from_json,
    "text": _from_text,
    "github": _from_github,
    "junit": _from_junit,
    "sarif": _from_sarif,
    "page": _from_page,
}


def _write(form: str, report: Report, problems: tuple[Diagnostic, ...]) -> str:
    if form == "page":
        page = write_page(report, language="vi", site="Cổng thử", day=date(2026, 11, 23))
        return page.decode()
    return show(form, problems, report.counts, report.messages, report.sources)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("form", READERS)
def test_every_format_tells_the_same_problems(form: str, language: str):
    """Place, code, severity and sentence: 0 differences, for every code there is a case of."""
    problems, sources = _everything_wrong()
    report = make_report(problems, RowCounts(), read_messages(language), sources)

    told = READERS[form](_write(form, report, problems), report)

    expected = Counter(_expected(report))
    assert len({problem.code for problem in report.problems}) > 150
    assert Counter(told) - expected == Counter()
    assert expected - Counter(told) == Counter()


def test_no_format_is_left_out():
    """A new format has to be read back here as well."""
    assert set(READERS) == {*FORMATS, "page"}


def test_annotations_and_the_rest_add_up():
    """GitHub shows ten of a kind; the notice says how many more, and these follow."""
    problems, sources = _everything_wrong()
    report = make_report(problems, RowCounts(), read_messages("en"), sources)

    text = _write("github", report, problems)

    shown = len(re.findall("^::(?:error|warning) ", text, re.MULTILINE))
    (notice,) = re.findall("^::notice::.*?: ([0-9]+)\\.", text, re.MULTILINE)
    assert shown == 2 * MOST_ANNOTATIONS
    assert shown + int(notice) == len(report.problems)


def test_a_workbook_is_never_shown_as_lines():
    """Bytes of a container are no text: nothing of them is in any format."""
    book = b"PK\x03\x04\0\0secret-bytes\nsecond"
    problems = (
        make_diagnostic(Rule("SB301"), Location("a.xlsx", 1, 3), value="x", column="c"),
        make_diagnostic(
            Rule("SB301"), Location("a.xlsx", sheet="S", cell="A1"), value="y", column="c"
        ),
    )
    report = make_report(problems, RowCounts(), read_messages("en"), {"a.xlsx": book})

    written = {form: _write(form, report, problems) for form in READERS}

    assert [form for form, text in written.items() if "secret" in text or "PK" in text] == []
    assert "A1 | y" in written["text"]
