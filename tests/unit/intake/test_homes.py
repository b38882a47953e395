"""Which file a new figure goes into."""

from __future__ import annotations

from dataclasses import replace

from site_builder.intake import Change, ChangeKind, FigureKey, Reported
from site_builder.intake.homes import find_homes

HEADER = b"indicator,unit,period,value,status,source,as_of,note\n"
A, B = "data/observations/a.csv", "data/observations/b.csv"
OWN = "data/observations/ct1.csv"
SECOND = "data/observations/ct1-2.csv"


def rows(*periods: int, unit: str = "huyen-a") -> bytes:
    return b"".join(b"CT1,%s,%d,90,,,,\n" % (unit.encode(), year) for year in periods)


def new(year: int, note: str = "") -> Change:
    figure = Reported(
        91.0, None, None, "official", "", "", note, "2026-01-10", "in.xlsx", 8, "S!C8"
    )
    return Change(FigureKey("CT1", "huyen-b", str(year)), ChangeKind.ADDED, None, figure)


def homes(make, files: dict[str, bytes], *changes: Change) -> tuple[str, ...]:
    """Choose files in a site that has these files of figures."""
    more = {path: HEADER + text for path, text in files.items()}
    site, _ = make.read_site(make.site_files(a_csv=more.pop(A), more=more))
    return find_homes(site, changes)


def test_a_figure_goes_where_most_of_its_indicator_are(make):
    """Whatever the names of the files are."""
    few, many = rows(2015), rows(2020, 2021)

    assert homes(make, {A: few, B: many}, new(2025)) == (B,)
    assert homes(make, {A: many, B: few}, new(2025)) == (A,)


def test_of_two_files_with_as_many_the_first_by_name_is_taken(make):
    """The order in which they were read does not matter."""
    assert homes(make, {A: rows(2020), B: rows(2021)}, new(2025)) == (A,)


def test_own_files_do_not_count_among_the_fullest(make):
    """Else the form that is merged first would move the home of the second one's figures."""
    files = {A: rows(2015), OWN: rows(2016, 2017), SECOND: rows(2018, 2019, 2020)}

    assert homes(make, files, new(2025)) == (A,)


def test_each_figure_gets_its_own_answer(make):
    """One file takes no notes, the next is not plain, the third is not there yet."""
    site, _ = make.read_site(
        make.site_files(
            a_csv=b"indicator,unit,period,value\nCT1,huyen-a,2020,90\n",
            more={
                OWN: b"indicator,unit,period,value,note,Ghi\nCT1,huyen-a,2021,90,,\n",
                f"{OWN}.yaml": b'columns:\n  Ghi: ""\n',
            },
        )
    )

    assert find_homes(site, [new(2025), new(2025, "x"), new(2026)]) == (A, SECOND, A)


def test_a_file_that_is_no_table_is_not_written_over(make):
    """A path that is taken by something else is passed over."""
    site, _ = make.read_site(make.site_files(a_csv=HEADER))
    taken = replace(site, files={**site.files, OWN: b"?"})

    assert find_homes(site, [new(2025)]) == (OWN,)
    assert find_homes(taken, [new(2025)]) == (SECOND,)
