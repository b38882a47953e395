"""What a unit passes on goes somewhere once: no line twice, nothing lost, nothing kept as well."""

from __future__ import annotations

import pytest

from site_builder.diagnostics import Severity

UNITS = "unit,code,name,level,parent,valid_from,valid_to\ntinh,49,Tỉnh,province,,,\n"
CHANGES = "date,from_unit,to_unit,share\n"
OLD = "a,1,A,commune,tinh,,2025-06-30\n"
OLD_TOO = "b,2,B,commune,tinh,,2025-06-30\n"
ON = "a,1,A,commune,tinh,,\n"
NEW = "y,3,Y,commune,tinh,2025-07-01,\nz,4,Z,commune,tinh,2025-07-01,\n"


@pytest.fixture
def told(check):
    """Return code and place of the problems of a small register."""

    def tell(units: str, changes: str = "") -> list[tuple[str, str]]:
        checked = check(units=UNITS + units, unit_changes=CHANGES + changes)
        return [(p.rule.code, str(p.location).removeprefix("data/")) for p in checked.problems]

    return tell


def _facts(checked) -> dict[str, object]:
    (problem,) = checked.problems
    return dict(problem.facts)


@pytest.mark.parametrize(
    "changes",
    [
        "2025-07-01,a,z,\n2025-07-01,a,y,\n",
        "2025-07-01,a,y,0.6\n2025-07-01,a,z,0.4\n",
        "2025-07-01,a,y,0.333333\n2025-07-01,a,z,0.666667\n",
        "2025-07-01,a,y,0.3333332\n2025-07-01,a,z,0.6666661\n",
        "2025-01-01,a,k,0.2\n2025-07-01,a,z,\n2025-07-01,a,y,\n",
    ],
)
def test_a_unit_that_ends_may_be_divided(told, changes):
    """Without shares, or with shares that make the whole; and it may have given a part before."""
    assert told(OLD + NEW + "k,5,K,commune,tinh,,\n", changes) == []


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ("2025-07-01,a,z,\n2025-07-01,b,z,\n2025-07-01,a,z,\n2025-07-01,b,y,\n", "4:14"),
        ("2025-07-01,a,z,0.5\n2025-07-01,a,y,0.5\n2025-07-01,a,y,0.3\n2025-07-01,b,z,\n", "4:14"),
    ],
)
def test_a_line_twice_is_an_error_and_no_second_one(told, changes, place):
    """It counted the old unit twice; the lines that are left make up a whole."""
    assert told(OLD + OLD_TOO + NEW, changes) == [("SB363", f"unit_changes.csv:{place}")]


def test_a_line_twice_names_the_first_one(check):
    """The first of three is told beside the second and the third."""
    changes = CHANGES + "2025-07-01,a,z,\n" * 3
    problems = check(units=UNITS + OLD + NEW.splitlines()[1] + "\n", unit_changes=changes).problems

    assert [(p.rule.code, dict(p.facts)["first_line"]) for p in problems] == [("SB363", 2)] * 2


@pytest.mark.parametrize(
    "changes",
    ["2025-07-01,a,y,\n", "2025-07-01,a,y,1\n", "2025-07-01,a,y,0.5\n2025-07-01,a,z,0.5\n"],
)
def test_who_passes_on_whole_must_be_gone(told, changes):
    """Its earlier figures would be counted at its successors and at itself."""
    assert told(ON + NEW, changes) == [("SB364", "unit_changes.csv:2:12")]


def test_who_passes_on_whole_and_ends_later_is_not_gone(told):
    """An end some months after the change leaves the same doubles between the two."""
    units = "a,1,A,commune,tinh,,2025-09-30\n" + NEW

    assert told(units, "2025-07-01,a,y,\n") == [("SB364", "unit_changes.csv:2:12")]


def test_a_unit_that_goes_there_and_back_is_told_once(told):
    """A into b and later b into a: a never ended, so its first line is wrong already."""
    units = ON + "b,2,B,commune,tinh,,2025-08-31\n"

    assert told(units, "2025-07-01,a,b,\n2025-09-01,b,a,\n") == [("SB364", "unit_changes.csv:2:12")]


@pytest.mark.parametrize(
    "changes", ["2025-07-01,a,y,0.3\n2025-07-01,a,z,0.1\n", "2025-07-01,a,y,\n2025-07-01,a,z,\n"]
)
def test_a_part_may_pass_on(told, changes):
    """With a known share, or with an unknown one to several."""
    assert told(ON + NEW, changes) == []


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ("2025-07-01,a,y,0.5\n2025-07-01,a,z,0.4\n", 3),
        ("2025-07-01,a,y,0.5\n", 2),
        ("2025-07-01,a,y,0.5\n2025-07-01,a,z,0.49999\n", 3),
    ],
)
def test_a_rest_of_a_unit_that_ended_is_an_error(told, changes, line):
    """Ten of a hundred went nowhere: they are in nobody's earlier figures."""
    assert ("SB369", f"unit_changes.csv:{line}:16") in told(OLD + NEW, changes)


def test_of_a_wrong_day_only_the_day_is_told(told):
    """Whether a rest is lost can be said once the dates fit; a wrong day is an error by itself."""
    units = "a,1,A,commune,tinh,,2025-05-31\n" + NEW.splitlines()[0] + "\n"

    assert told(units, "2025-07-01,a,y,0.5\n") == [("SB350", "unit_changes.csv:2:12")]


def test_a_wrong_day_stops_a_publication(check):
    """The successor's earlier figures would be lost without a word on any page."""
    changes = CHANGES + "2025-06-30,a,y,\n"
    units = UNITS + OLD + NEW.splitlines()[0] + "\n"

    (problem,) = check(units=units, unit_changes=changes).problems

    assert (problem.rule.code, problem.rule.severity) == ("SB350", Severity.ERROR)


def test_the_rest_is_named(check):
    """The sum and what lacks, without the noise of binary fractions."""
    changes = CHANGES + "2025-07-01,a,y,0.3\n2025-07-01,a,z,0.6\n"

    facts = _facts(check(units=UNITS + OLD + NEW, unit_changes=changes))

    assert (facts["total"], facts["rest"]) == (0.9, 0.1)


@pytest.mark.parametrize(
    ("changes", "suggestion"),
    [
        ("2025-07-01,a,y,0.7\n2025-07-01,a,z,\n", "0.3"),
        ("2025-07-01,a,y,1\n2025-07-01,a,z,\n", ""),
        ("2025-07-01,a,y,0.7\n2025-07-01,a,z,\n2025-07-01,a,b,\n", ""),
    ],
)
def test_a_share_beside_none_is_a_question(check, changes, suggestion):
    """The rest is only suggested, and only where a single line can have it."""
    other = "b,2,B,commune,tinh,,\n"
    checked = check(units=UNITS + OLD + NEW + other, unit_changes=CHANGES + changes)

    assert [p.rule.code for p in checked.problems] == ["SB380"]
    assert _facts(checked)["suggestion"] == suggestion


@pytest.mark.parametrize(
    ("start", "changes", "codes"),
    [
        ("2025-07-01", "2025-07-01,a,z,\n2025-07-01,b,z,\n", []),
        ("2025-01-01", "2025-07-01,a,z,\n2025-07-01,b,z,\n", ["SB382"]),
        ("2024-07-01", "2025-07-01,a,z,\n2025-07-01,b,z,\n", ["SB382"]),
        ("2024-06-29", "2025-07-01,a,z,\n2025-07-01,b,z,\n", []),
        ("", "2025-07-01,a,z,\n2025-07-01,b,z,\n", []),
    ],
)
def test_a_successor_that_was_there_shortly_before_is_a_question(told, start, changes, codes):
    """Within a year it is rather a wrong date; an older unit takes others in quite often."""
    units = OLD + OLD_TOO + f"z,4,Z,commune,tinh,{start},\n"

    assert [code for code, _ in told(units, changes)] == codes


def test_a_young_unit_may_take_in_a_part(told):
    """A border that is put right is not how a unit is formed."""
    units = ON + "z,4,Z,commune,tinh,2025-01-01,\n"

    assert told(units, "2025-07-01,a,z,0.1\n") == []


def test_a_unit_formed_before_may_take_in_another_soon(told):
    """Its own first day has its changes; a second merger in the same year is no slip."""
    units = "a,1,A,commune,tinh,,2024-12-31\n" + OLD_TOO + "z,4,Z,commune,tinh,2025-01-01,\n"

    assert told(units, "2025-01-01,a,z,\n2025-07-01,b,z,\n") == []


@pytest.mark.parametrize(
    ("units", "problems"),
    [
        (ON + "b,2,B,commune,,,\n", [("SB383", "units.csv:4:15")]),
        ("a,1,A,commune,tinh,,2025-06-30\nb,2,B,commune,,2025-07-02,\n", []),
        ("a,1,A,commune,tinh,,2025-07-01\nb,2,B,commune,,2025-07-01,\n",
         [("SB383", "units.csv:4:15")]),
        ("a,1,A,commune,tinh,2025-07-02,\nb,2,B,commune,,,2025-06-30\n", []),
        ("a,1,A,commune,,,\nb,2,B,commune,,,\n", []),
        ("a,1,A,,tinh,,\nb,2,B,,,,\n", []),
        ("x,2,X,province,tinh,,\n", []),
    ],
)  # fmt: skip
def test_an_orphan_among_its_like_is_a_question(told, units, problems):
    """Only beside others in force at the same time; who is above its own level heads it."""
    assert told(units) == problems


def test_an_orphan_is_told_how_many_are_not(check):
    """Two beside it have a parent; the third had ended."""
    units = (
        "a,1,A,commune,tinh,,\nb,2,B,commune,tinh,2020-01-01,\n"
        "c,3,C,commune,tinh,,2010-12-31\nd,4,D,commune,,2015-01-01,\n"
    )

    facts = _facts(check(units=UNITS + units))

    assert (facts["value"], facts["count"]) == ("d", 2)


@pytest.mark.parametrize(
    ("start", "codes"),
    [("", ["SB386"]), ("2025-06-30", ["SB386"]), ("2025-07-01", []), ("2025-08-01", [])],
)
def test_a_parent_younger_than_its_child_is_a_question(told, start, codes):
    """Until the parent begins, the figures of the child are in no sum."""
    units = f"h,5,H,district,tinh,2025-07-01,\na,1,A,commune,h,{start},\n"

    assert [code for code, _ in told(units)] == codes


DISTRICT = "h,9,H,district,tinh,,2025-06-30\n"
BELOW = DISTRICT + "a,1,A,commune,h,,2025-06-30\nb,2,B,commune,h,,2025-06-30\n"


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ("2025-07-01,a,z,\n2025-07-01,b,z,\n", []),
        ("2025-07-01,h,tinh,\n", ["2:12"]),
        ("2025-07-01,a,tinh,0.5\n2025-07-01,a,z,0.5\n", ["2:12"]),
        ("2025-07-01,a,z,\n2025-07-01,h,z,\n2025-07-01,b,z,\n", ["3:12"]),
        ("2025-07-01,h,z,\n2025-07-01,a,y,\n2025-07-01,b,y,\n", []),
    ],
)
def test_what_lies_in_another_already_is_not_added_to_it(told, changes, places):
    """The district's 70 are its communes' 40 and 30; each may go its own way at its own level."""
    found = [p for p in told(BELOW + NEW, changes) if p[0] == "SB387"]

    assert found == [("SB387", f"unit_changes.csv:{place}") for place in places]


def test_an_island_district_may_go_on_as_a_commune(told):
    """A unit of another level takes it over whole; there is no commune below it."""
    units = DISTRICT + "z,4,Z,commune,tinh,2025-07-01,\n"

    assert told(units, "2025-07-01,h,z,\n") == []


def test_a_unit_below_one_that_ended_earlier_is_in_what_took_it_over(told):
    """A's district went into g: a's figures are in g's, and a goes into g itself."""
    units = "h,9,H,district,tinh,,2024-12-31\ng,8,G,district,tinh,,\na,1,A,commune,h,,2025-06-30\n"

    assert told(units, "2025-01-01,h,g,\n2025-07-01,a,g,\n") == [("SB387", "unit_changes.csv:3:12")]


def test_a_share_in_percent_is_told_how_to_be_written(check):
    """What is 60 % elsewhere is 0.6 here, not 60."""
    checked = check(units=UNITS + OLD + NEW, unit_changes=CHANGES + "2025-07-01,a,y,60%\n")

    (problem,) = checked.problems
    assert problem.rule.code == "SB348"
    assert dict(problem.facts)["value"] == "60%"


@pytest.mark.parametrize(
    ("units", "changes", "found"),
    [
        (OLD + OLD_TOO + NEW, "", [("SB397", "units.csv:3:21")]),
        (OLD + "x,4,X,commune,tinh,2025-07-02,\n", "", []),
        (OLD + "x,4,X,district,tinh,2025-07-01,\n", "", []),
        (OLD_TOO + OLD + "z,4,Z,commune,tinh,2025-07-01,\n", "2025-07-01,a,z,\n",
         [("SB356", "units.csv:3:21")]),
    ],
)  # fmt: skip
def test_a_reform_of_which_no_line_tells_is_a_question(told, units, changes, found):
    """Where some lines of the day tell why, those that are left out are named one by one."""
    assert told(units, changes) == found


def test_a_reform_without_lines_is_one_question_for_a_level(check):
    """Two ended and two began: asked once, with both numbers."""
    facts = _facts(check(units=UNITS + OLD + OLD_TOO + NEW, unit_changes=CHANGES))

    assert (facts["day"], facts["ended"], facts["started"]) == ("2025-07-01", 2, 2)
