"""Nothing of an old commune shows under a new one that only shares its code or name."""

from __future__ import annotations

import math
from collections import Counter

import pytest

COUNT, RATIO = "SL", "TL"


def test_the_reform_has_the_proportions_of_the_real_one(reform):
    """59 codes re-used, 4 new types, 15 names kept, 16 names of districts; 233 became 78."""
    units = {row[0]: row for row in reform.units}
    old_name = {row[1]: row[2] for row in reform.units if row[0].startswith("cu-")}
    bare = [(_bare(units[new][2]), _bare(old_name[units[new][1]])) for new in reform.predecessors]
    districts = {row[2] for row in reform.units if row[3] == "district"}

    assert sum(new != old for new, old in bare) == 59
    assert sum(units[new][2].startswith("Thị trấn") for new in reform.predecessors) == 4
    assert len(reform.predecessors) - 59 - 4 + 2 == 15
    assert sum(new in districts for new, _ in bare) == 16
    assert len(old_name) + 2 == 233


def _bare(name: str) -> str:
    return name.removeprefix("Thị trấn ").removeprefix("Xã ")


def test_the_reform_is_read_without_a_word(reform, read_tables):
    """Re-used codes and names are no problem, not even a warning."""
    assert read_tables(reform.tables()).problems == ()


def test_each_figure_stays_with_its_own_unit(reform, portal):
    """As reported: a unit has the figures of its own rows and of no other unit's."""
    found = {
        (series.unit, str(figure.period)): figure.value
        for series in portal.series.values()
        if series.indicator == COUNT
        for figure in series.figures
        if not figure.aggregated
    }

    assert found == reform.figures


def test_the_sum_over_predecessors_is_exact(reform, portal):
    """On today's units each new commune has what its own predecessors had, to the last one."""
    for new, olds in reform.predecessors.items():
        (count,) = portal.total(COUNT, new).comparable
        (ratio,) = portal.total(RATIO, new).comparable
        expected = sum(reform.figures[old, "2024-Q4"] for old in olds)

        assert (count.figure.value, count.reason) == (expected, "")
        assert (ratio.figure.numerator, ratio.figure.denominator) == (expected, 2 * expected)


def test_every_old_commune_is_used_once(reform, portal):
    """What the old communes had is what the new ones have: nothing lost, nothing twice."""
    before = sum(n for (_, period), n in reform.figures.items() if period == "2024-Q4")
    unchanged = [series for series in portal.series_of(COUNT) if series.unit.startswith("nguyen-")]
    used = Counter(old for olds in reform.predecessors.values() for old in olds)
    restated = [c.figure.value for s in portal.series_of(COUNT) for c in s.comparable]

    assert math.fsum([*restated, *(s.figures[0].value for s in unchanged)]) == before
    assert set(used.values()) == {1}
    assert portal.total(COUNT, "tinh").figures[0].value == before


def test_an_unchanged_commune_counts_below_its_new_parent(reform, portal):
    """Its district ended: it now stands below the province, and in the province's sum."""
    after = sum(n for (_, period), n in reform.figures.items() if period == "2026-Q1")

    newest = portal.total(COUNT, "tinh").figures[-1]

    assert (newest.value, newest.due, newest.counted) == (after, 78, 78)
    assert portal.total(COUNT, "nguyen-1").comparable == ()


@pytest.mark.parametrize("names", [("Xã Tam Dân", "Xã Tam Đàn"), ("Xã Trà Don", "Xã Trà Dơn")])
def test_names_told_apart_by_diacritics_are_different_units(reform, portal, names):
    """Whoever strips diacritics adds two communes up."""
    first, second = (next(r[0] for r in reform.units if r[2] == name) for name in names)

    values = [portal.total(COUNT, unit).figures[0].value for unit in (first, second)]

    assert values == [reform.figures[unit, "2024-Q4"] for unit in (first, second)]
    assert values[0] != values[1]


UNITS = "unit,code,name,level,parent,valid_from,valid_to\ntinh,49,Tỉnh Mẫu,province,,,\n"
LIEN = (
    UNITS + "hoa-lien,20197,Xã Hòa Liên,commune,tinh,,2025-06-30\n"
    "hai-van,20198,Phường Hải Vân,commune,tinh,,\n"
    "lien-chieu,20194,Phường Liên Chiểu,commune,tinh,2025-07-01,\n"
)
CHANGES = "date,from_unit,to_unit,share\n"
FIGURES = (
    "indicator,unit,period,value\nSL,hoa-lien,2024-Q4,100\nSL,hai-van,2024-Q4,40\n"
    "SL,hai-van,2026-Q1,52\nSL,lien-chieu,2026-Q1,90\n"
)


def split(reform, shares: tuple[str, str]) -> dict[str, str]:
    """Return the tables of a commune divided between two others."""
    return reform.tables() | {
        "data/units.csv": LIEN,
        "data/unit_changes.csv": CHANGES
        + f"2025-07-01,hoa-lien,hai-van,{shares[0]}\n"
        + f"2025-07-01,hoa-lien,lien-chieu,{shares[1]}\n",
        "data/observations/a.csv": FIGURES,
    }


def test_a_split_with_shares_is_an_estimate(reform, assess_tables):
    """One part in eight went to Hải Vân, the rest to Liên Chiểu: together the whole."""
    portal = assess_tables(split(reform, ("0.125", "0.875")))

    found = {u: portal.total(COUNT, u).comparable[0] for u in ("hai-van", "lien-chieu")}

    assert [f.figure.value for f in found.values()] == [52.5, 87.5]
    assert {f.reason for f in found.values()} == {"scaled_by_share"}
    assert {f.figure.status.value for f in found.values()} == {"estimated"}


def test_a_split_without_shares_is_not_comparable(reform, assess_tables):
    """Nobody said how much went where; each side says so, and is compared with nothing."""
    portal = assess_tables(split(reform, ("", "")))

    for unit in ("hai-van", "lien-chieu"):
        series = portal.total(COUNT, unit)

        assert [(c.figure, c.reason) for c in series.comparable] == [(None, "split_without_share")]
        assert series.previous is None


def test_a_spelling_of_the_tone_mark_is_no_other_unit(reform, assess_tables):
    """Hoà and Hòa are one word: the id is what counts, and the name stays as it was written."""
    tables = split(reform, ("0.125", "0.875"))
    respelt = tables | {"data/units.csv": LIEN.replace("Hòa Liên", "Hoà Liên")}

    one, other = assess_tables(tables), assess_tables(respelt)

    assert one.series == other.series
    assert other.disclosed.units.get("hoa-lien").name.best("vi") == "Xã Hoà Liên"


def test_two_districts_become_one(reform, assess_tables):
    """Nông Sơn joins Quế Sơn on 1 January 2025: two rows in 2024, one in 2025, and the sum."""
    portal = assess_tables(
        reform.tables()
        | {
            "data/units.csv": UNITS + "que-son,509,Quế Sơn,district,tinh,,\n"
            "nong-son,519,Nông Sơn,district,tinh,,2024-12-31\n",
            "data/unit_changes.csv": CHANGES + "2025-01-01,nong-son,que-son,\n",
            "data/observations/a.csv": "indicator,unit,period,value\nSL,que-son,2024-Q4,60\n"
            "SL,nong-son,2024-Q4,41\nSL,que-son,2025-Q4,99\n",
        }
    )

    rows = [(s.unit, str(f.period), f.value) for s in portal.series_of(COUNT) for f in s.figures]
    (comparable,) = portal.total(COUNT, "que-son").comparable

    assert [row for row in rows if row[0] != "tinh"] == [
        ("nong-son", "2024-Q4", 41),
        ("que-son", "2024-Q4", 60),
        ("que-son", "2025-Q4", 99),
    ]
    assert comparable.figure.value == 101
    assert portal.total(COUNT, "que-son").previous == comparable.figure


def test_fewer_village_cells_are_no_decline(reform, assess_tables):
    """Phú Ninh had 85 of 85 village cells with a committee in 2015 and 51 of 51 in 2020."""
    target = "targets: [{kind: every, comparator: '>=', value: 90}]\n"
    portal = assess_tables(
        reform.tables()
        | {
            "data/indicators/tl.yaml": reform.tables()["data/indicators/tl.yaml"] + target,
            "data/units.csv": UNITS + "phu-ninh,518,Phú Ninh,district,tinh,,\n",
            "data/unit_changes.csv": CHANGES,
            "data/observations/a.csv": "indicator,unit,period,numerator,denominator\n"
            "TL,phu-ninh,2015,85,85\nTL,phu-ninh,2020,51,51\n",
        }
    )

    series = portal.total(RATIO, "phu-ninh")
    verdicts = [a.verdict.progress_status.value for a in portal.assessments_of(RATIO, "phu-ninh")]

    assert [figure.value for figure in series.figures] == [100.0, 100.0]
    assert verdicts == ["met", "met"]
    assert series.previous.value == series.known[-1].value
