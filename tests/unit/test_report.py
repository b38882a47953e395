"""Problems in words, in five formats."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest

from site_builder.diagnostics import Diagnostic, Location, Rule, Severity, make_diagnostic
from site_builder.model.observation import RowCounts
from site_builder.report import FORMATS, MissingMessageError, explain, known_codes, show, summarise
from site_builder.report.as_sarif import uri_of
from site_builder.report.as_text import width_of
from site_builder.report.sentences import make_visible

BAD = Rule("SB901")
ODD = Rule("SB902", Severity.WARNING)

ENGLISH = {
    "SB901": {
        "message": "“{value}” is not a number",
        "help": "write digits",
        "help_suggestion": "did you mean {suggestion}?",
        "explain": "Numbers are computed with.",
        "wrong": "value: x\nunit: y",
        "right": "value: 1",
    },
    "SB902": {
        "message": "odd",
        "help": "look {{again}}\ntwice",
        "explain": "Odd.",
        "wrong": "odd",
        "right": "even",
    },
    "report.error": {"message": "error"},
    "report.warning": {"message": "warning"},
    "report.error_one": {"message": "{count} error"},
    "report.error_other": {"message": "{count} errors"},
    "report.warning_one": {"message": "{count} warning"},
    "report.warning_other": {"message": "{count} warnings"},
    "report.file_one": {"message": "{count} file"},
    "report.file_other": {"message": "{count} files"},
    "report.count_total": {"message": "{errors}, {warnings} in {files}"},
    "report.count_none": {"message": "No problems found"},
    "report.left_out": {"message": "left out: {count}"},
    "report.wrong": {"message": "Wrong:"},
    "report.right": {"message": "Right:"},
    "report.level_2": {"message": "level 2"},
    "report.levels": {"message": "Levels: 0 to 4"},
    "report.help": {"message": "What to do:"},
}

SOURCES = {"a.csv": b"\xef\xbb\xbfunit,value\r\n\r\nque-son,abc\r\n", "b.md": "Quế 日本 x".encode()}
COUNTS = RowCounts(read=4, accepted=2, rejected=1, blank=1)

PROBLEMS = (
    make_diagnostic(ODD, Location("b.md")),
    make_diagnostic(BAD, Location("a.csv", 3, 9), value="abc"),
    make_diagnostic(
        BAD, Location("c.xlsx", sheet="Biểu 02", cell="D14"), value="x", suggestion="1"
    ),
)


def _show(form: str, *problems: Diagnostic, sources: dict[str, bytes] = SOURCES) -> str:
    return show(form, problems, COUNTS, ENGLISH, sources)


def test_text_for_people():
    """Place, sentence, the line with a caret, advice; sorted by place; the count at the end."""
    assert _show("text", *PROBLEMS).split("\n") == [
        "a.csv:3:9: error[SB901]: “abc” is not a number",
        "3 | que-son,abc",
        "            ^",
        "  = write digits",
        "b.md: warning[SB902]: odd",
        "  = look {again}",
        "    twice",
        "c.xlsx[Biểu 02]!D14: error[SB901]: “x” is not a number",
        "D14 | x",
        "  = did you mean 1?",
        "2 errors, 1 warning in 3 files",
    ]


def test_text_has_nothing_to_say_about_nothing():
    """Without problems the commands have their own words."""
    assert _show("text") == ""


def test_one_problem_is_counted_in_the_singular():
    """1 error, 0 warnings, 1 file."""
    assert _show("text", PROBLEMS[1]).split("\n")[-1] == "1 error, 0 warnings in 1 file"


@pytest.mark.parametrize(
    ("line", "column", "caret"),
    [
        ("abc", 2, 1),
        ("Que\u0302\u0301 x", 7, 4),
        ("日本 x", 4, 5),
        ("a\tb", 3, 2),
        ("abc", 4, 3),
    ],
)
def test_the_caret_stands_below_its_letter(line: str, column: int, caret: int):
    """Marks take no room, wide letters take two columns, tabs stay tabs."""
    problem = make_diagnostic(ODD, Location("a", 1, column))

    shown = _show("text", problem, sources={"a": line.encode()}).split("\n")[2]

    assert len(shown) == len("1 | ") + caret + 1
    assert ("\t" in shown) is ("\t" in line)


def test_a_long_line_is_cut_around_the_place():
    """What matters stays on one line of the screen."""
    problem = make_diagnostic(ODD, Location("a", 1, 501))

    _, line, caret, *_ = _show(
        "text", problem, sources={"a": b"-" * 500 + b"X" + b"-" * 500}
    ).split("\n")

    assert line[caret.index("^")] == "X"
    assert len(line) < 110
    assert line.startswith("1 | …")
    assert line.endswith("…")


def test_a_terminal_is_not_moved_by_what_stands_in_a_file():
    """Escape sequences and signs that turn the writing round are shown, not sent."""
    problem = make_diagnostic(BAD, Location("a", 1, 1), value="\x1b[2J\u202e\n::error::x")

    text = _show("text", problem, sources={"a": b"\x1b[2J"})

    assert "\x1b" not in text
    assert "“\\x1b[2J\\u202e\\n::error::x” is not a number" in text
    assert "1 | \ufffd[2J" in text


def test_a_line_that_the_file_does_not_have_is_not_shown():
    """A place beyond the file, or in a file that nobody handed in, is only named."""
    problem = make_diagnostic(ODD, Location("none.csv", 99, 1))

    assert _show("text", problem).split("\n")[:2] == [
        "none.csv:99:1: warning[SB902]: odd",
        "  = look {again}",
    ]


def test_json_for_programs():
    """The shape of the contract: null where there is nothing, never a missing key."""
    answer = json.loads(_show("json", *PROBLEMS))

    assert answer["problems"][1:] == [
        {
            "code": "SB902",
            "severity": "warning",
            "path": "b.md",
            "sheet": None,
            "cell": None,
            "line": None,
            "column": None,
            "message": "odd",
            "help": "look {again}\ntwice",
            "value": None,
        },
        {
            "code": "SB901",
            "severity": "error",
            "path": "c.xlsx",
            "sheet": "Biểu 02",
            "cell": "D14",
            "line": None,
            "column": None,
            "message": "“x” is not a number",
            "help": "did you mean 1?",
            "value": "x",
        },
    ]
    assert answer["summary"] == {
        "errors": 2,
        "warnings": 1,
        "rows_read": 4,
        "rows_accepted": 2,
        "rows_rejected": 1,
        "rows_blank": 1,
    }


def test_github_annotations_are_escaped():
    """Per cent signs and line breaks in texts, commas and colons in properties as well."""
    problem = make_diagnostic(BAD, Location("a,b:c%.csv", 1, 2), value="5 %\n")

    first, *_ = _show("github", problem).split("\n")

    assert first == (
        "::error file=a%2Cb%3Ac%25.csv,line=1,col=2,title=SB901"
        "::“5 %25\\n” is not a number%0Awrite digits"
    )


def test_github_shows_ten_of_a_kind_and_says_how_many_more():
    """The eleventh error is not lost: it is printed, and counted."""
    problems = [make_diagnostic(BAD, Location("a.csv", n, 1), value="x") for n in range(1, 13)]
    problems += [make_diagnostic(ODD, Location("a.csv", n, 1)) for n in range(1, 4)]

    lines = _show("github", *problems).split("\n")

    assert [line.split(" ")[0] for line in lines[:13]] == ["::error"] * 10 + ["::warning"] * 3
    assert lines[13:] == [
        "::notice::left out: 2",
        "  a.csv:11:1: error[SB901]: “x” is not a number",
        "  a.csv:12:1: error[SB901]: “x” is not a number",
        "12 errors, 3 warnings in 1 file",
    ]


def test_a_plain_line_is_never_a_command():
    """A path or value cannot start a workflow command in the log."""
    problems = [
        make_diagnostic(BAD, Location("::error::x", n, 1), value="##[error]y") for n in range(1, 12)
    ]

    last = _show("github", *problems).split("\n")[-2]

    assert last == "  : :error: :x:11:1: error[SB901]: “## [error]y” is not a number"


def test_junit_has_a_suite_for_each_file():
    """Errors are failures; warnings pass and say so."""
    root = ET.fromstring(_show("junit", *PROBLEMS))  # noqa: S314 - our own text

    assert root.attrib == {"name": "site-builder", "tests": "3", "failures": "2", "errors": "0"}
    assert [suite.get("name") for suite in root] == ["a.csv", "b.md", "c.xlsx"]
    assert root.find("testsuite/testcase").attrib == {
        "name": "SB901 a.csv:3:9",
        "classname": "a.csv",
        "file": "a.csv",
        "line": "3",
    }
    assert root[0][0][0].attrib == {"type": "SB901", "message": "“abc” is not a number"}
    assert root[1][0][0].text == "warning: b.md\nodd\nlook {again}\ntwice"


def test_junit_without_problems_has_one_case_that_passed():
    """CI services take an empty report for a failure."""
    root = ET.fromstring(_show("junit"))  # noqa: S314 - our own text

    assert [case.attrib for case in root.iter("testcase")] == [
        {"name": "No problems found", "classname": "site-builder"}
    ]


def test_junit_survives_what_xml_cannot_hold():
    """Control characters and noncharacters in a path or value do not break the document."""
    problem = make_diagnostic(BAD, Location("a\x00\ufffe<b>&.csv"), value="\x01]]>")

    root = ET.fromstring(_show("junit", problem))  # noqa: S314 - our own text

    assert root[0].get("name") == "a\ufffd\ufffd<b>&.csv"


def test_sarif_for_code_scanning():
    """One run: rules once each, results with places, cells as named places."""
    log = json.loads(_show("sarif", *PROBLEMS))

    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["SB901", "SB902"]
    assert run["columnKind"] == "utf16CodeUnits"
    assert run["results"][0] == {
        "ruleId": "SB901",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "“abc” is not a number\nwrite digits"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "a.csv"},
                    "region": {"startLine": 3, "startColumn": 9},
                }
            }
        ],
    }
    assert run["results"][2]["locations"][0]["logicalLocations"] == [
        {"name": "D14", "fullyQualifiedName": "Biểu 02!D14", "kind": "cell"}
    ]


def test_a_path_becomes_a_uri():
    """Letters outside ASCII and signs are percent-encoded; slashes stay."""
    assert uri_of("data/Biểu 02#.csv") == "data/Bi%E1%BB%83u%2002%23.csv"


def test_all_formats_tell_the_same_problems():
    """The same codes, as often, in the same order, whatever the format."""
    codes = ["SB901", "SB902", "SB901"]

    text = re.findall(r"\[(SB\d+)\]:", _show("text", *PROBLEMS))
    github = re.findall(r"title=(SB\d+)", _show("github", *PROBLEMS))
    answer = [problem["code"] for problem in json.loads(_show("json", *PROBLEMS))["problems"]]
    sarif = [r["ruleId"] for r in json.loads(_show("sarif", *PROBLEMS))["runs"][0]["results"]]
    junit = [
        str(case.get("name")).split(" ")[0]
        for case in ET.fromstring(_show("junit", *PROBLEMS)).iter("testcase")  # noqa: S314 - our own text
    ]

    assert set(FORMATS) == {"text", "json", "github", "junit", "sarif"}
    assert [text, answer, sarif, junit] == [codes] * 4
    assert sorted(github) == sorted(codes)


@pytest.mark.parametrize(
    ("problem", "reason"),
    [
        (make_diagnostic(Rule("SB999"), Location("a")), "SB999: message: KeyError('SB999')"),
        (make_diagnostic(BAD, Location("a")), "SB901: message: KeyError('value')"),
        (
            make_diagnostic(ODD, Location("a"), suggestion="x"),
            "SB902: help_suggestion: KeyError('help_suggestion')",
        ),
    ],
)
def test_a_missing_sentence_is_our_own_bug_and_loud(problem: Diagnostic, reason: str):
    """No code, no fact, no advice with a suggestion: the name of what is missing is told."""
    with pytest.raises(MissingMessageError, match=re.escape(reason)):
        _show("text", problem)


def test_an_explanation():
    """The sentence without its facts, why, wrong, right, and what to do."""
    assert explain("SB901", ENGLISH).split("\n") == [
        "SB901: “…” is not a number",
        "",
        "Error · level 2",
        "",
        "Numbers are computed with.",
        "",
        "Wrong:",
        "  value: x",
        "  unit: y",
        "",
        "Right:",
        "  value: 1",
        "",
        "What to do:",
        "  write digits",
    ]


def test_the_list_of_codes():
    """Only rules can be explained; the commands' own words are no rules."""
    assert known_codes(ENGLISH) == ("SB901", "SB902")
    assert summarise("SB902", ENGLISH) == "odd"


def test_an_unknown_code_cannot_be_explained():
    """The command asks for known codes first; otherwise it is a bug."""
    with pytest.raises(MissingMessageError):
        explain("SB999", ENGLISH)


def test_widths_of_letters():
    """A letter, a mark on it, a wide letter."""
    assert [width_of(letter) for letter in ("ế", "\u0301", "日", "\u200b")] == [1, 0, 2, 0]


def test_numbers_stay_numbers():
    """Facts that are numbers can be formatted as such."""
    assert make_visible(5) == 5
    assert make_visible("Quế\tSơn") == "Quế\\tSơn"


def test_no_line_of_a_file_with_personal_data_is_shown():
    """Masking would be for nothing if the line stood below, at this problem or another."""
    sources = {"a.csv": "note\nliên hệ 0900 000 000\n".encode()}
    private = make_diagnostic(
        Rule("SB901", is_private=True), Location("a.csv", 2, 1), value="09…00"
    )
    other = make_diagnostic(ODD, Location("a.csv", 2, 1))

    shown = [_show(form, private, other, sources=sources) for form in FORMATS]

    assert all("09…00" in text for text in shown)
    assert not any("0900" in text for text in shown)
