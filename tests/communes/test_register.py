"""The register by itself: what is wrong with it, and how many units there are when."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.kinds import BUILTIN
from site_builder.model.source import SourceTree
from site_builder.tables import read_tables
from site_builder.validate import UnitsReport, check_units

UNITS = "unit,code,name,level,parent,valid_from,valid_to\ntinh,49,Tỉnh Mẫu,province,,,\n"
CHANGES = "date,from_unit,to_unit,share\n"


def check(tables: Mapping[str, str]) -> UnitsReport:
    """Check the two tables of units."""
    files = {path: text.encode() for path, text in sorted(tables.items()) if "unit" in path}
    read = read_tables(SourceTree(files), {}, BUILTIN.readers)
    assert read.value is not None
    return check_units(read.value, ("vi",))


def found(units: str, changes: str = "") -> list[tuple[str, str, str]]:
    """Return code, place and subject of the problems of a small register."""
    files = {"data/units.csv": UNITS + units, "data/unit_changes.csv": CHANGES + changes}
    return [
        (p.rule.code, str(p.location).removeprefix("data/"), str(dict(p.facts)["value"]))
        for p in check(files).problems
    ]


def test_the_totals_stand_beside_each_day(reform):
    """233 communes became 78, and the 17 districts ended without successors."""
    summary = check(reform.tables()).summary

    (day,) = summary.days
    counts = [(n.level, n.before, n.after, n.ended, n.started, n.merged) for n in day.levels]

    assert (day.day.isoformat(), summary.units, summary.changes) == ("2025-07-01", 327, 231)
    assert counts == [("district", 17, 0, 17, 0, 0), ("commune", 233, 78, 231, 76, 231)]


def test_an_unchanged_commune_is_worth_a_look(reform):
    """Its district ended; the check names the unit below which it stands from then on."""
    problems = check(reform.tables()).problems

    told = [(p.rule.code, dict(p.facts)["unit"], dict(p.facts)["suggestion"]) for p in problems]

    assert told == [("SB355", "nguyen-1", "tinh"), ("SB355", "nguyen-2", "tinh")]


def test_a_commune_left_out_of_the_merger_is_found(reform):
    """A copy of the official list still had 234 communes: one had lost its line."""
    tables = reform.tables()
    lost = tables["data/unit_changes.csv"].replace("2025-07-01,cu-001,moi-01,\n", "")

    problems = check(tables | {"data/unit_changes.csv": lost}).problems

    told = [(p.rule.code, dict(p.facts)["value"]) for p in problems if p.rule.code != "SB355"]
    assert told == [("SB356", "cu-001")]


def test_a_unit_out_of_nothing_is_found():
    """It begins on the day on which another one of its level was formed."""
    units = (
        "a,1,A,commune,tinh,,2025-06-30\nb,1,B,commune,tinh,2025-07-01,\n"
        "c,2,C,commune,tinh,2025-07-01,\n"
    )

    assert found(units, "2025-07-01,a,b,\n") == [("SB357", "units.csv:5:20", "c")]


def test_a_chain_on_one_day_is_an_error():
    """A into b and b into c on one day: where did the figures of a go?"""
    units = "a,1,A,commune,tinh,,\nb,2,B,commune,tinh,,\nc,3,C,commune,tinh,,\n"

    assert found(units, "2025-07-01,a,b,\n2025-07-01,b,c,\n") == [
        ("SB358", "unit_changes.csv:2:14", "b")
    ]


def test_an_exchange_of_parts_is_no_circle():
    """Two communes may give each other a hamlet on the same day."""
    units = "a,1,A,commune,tinh,,\nb,2,B,commune,tinh,,\n"

    assert found(units, "2025-07-01,a,b,0.1\n2025-07-01,b,a,0.2\n") == []
    assert [code for code, _, _ in found(units, "2025-07-01,a,b,\n2025-07-01,b,a,\n")] == ["SB358"]


def test_a_unit_entered_twice_is_found():
    """The same name below the same parent at the same time; one after the other is right."""
    twice = "a,1,A,commune,tinh,,\nb,2,A,commune,tinh,2020-01-01,\n"
    after = "a,1,A,commune,tinh,,2019-12-31\nb,2,A,commune,tinh,2020-02-01,\n"

    assert found(twice) == [("SB359", "units.csv:4:5", "A")]
    assert found(after) == []


def test_a_parent_that_merged_hands_its_children_on():
    """Nông Sơn went into Quế Sơn: its commune now stands there, and a build says nothing."""
    units = (
        "que-son,509,Q,district,tinh,,\nnong-son,519,N,district,tinh,,2024-12-31\n"
        "xa,20656,X,commune,nong-son,,\n"
    )
    files = {
        "data/units.csv": UNITS + units,
        "data/unit_changes.csv": CHANGES + "2025-01-01,nong-son,que-son,\n",
    }

    (problem,) = check(files).problems

    assert (problem.rule.code, dict(problem.facts)["suggestion"]) == ("SB355", "que-son")
