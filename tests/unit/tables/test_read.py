"""Which files are read, and what is said of the others."""

from __future__ import annotations

from site_builder.model.source import SourceTree
from site_builder.model.tables import TableOptions
from site_builder.tables import read_csv, read_tables

UNITS = b"unit,name\na,A\n"
READERS = {".csv": read_csv}


def tree(**files: bytes) -> SourceTree:
    return SourceTree({"data/units.csv": UNITS, **files})


def test_files_below_data_are_read_in_order_of_paths():
    """Registers and observations, also in folders, sorted; sidecars are not tables."""
    sources = tree(**{
        "data/observations/b/c.CSV": b"indicator,unit,period,value\n",
        "data/observations/a.csv": b"indicator,unit,period,value\n",
        "data/observations/a.csv.yaml": b"locale: vi\n",
    })  # fmt: skip

    read = read_tables(sources, {"data/observations/a.csv": TableOptions("vi")}, READERS)

    assert read.problems == ()
    assert read.value is not None
    assert [t.path for t in read.value.tables] == [
        "data/observations/a.csv",
        "data/observations/b/c.CSV",
        "data/units.csv",
    ]
    assert read.value.tables[0].options.locale == "vi"


def test_a_site_without_units_is_told_so():
    """The register of units is required, and counts as unreadable for references."""
    read = read_tables(SourceTree({}), {}, READERS)

    assert [(p.rule.code, str(p.location)) for p in read.problems] == [("SB221", "data/units.csv")]
    assert read.value is not None
    assert read.value.rejected == ("data/units.csv",)


def test_a_workbook_without_a_reader_is_an_error_and_other_files_a_warning():
    """Figures are never left out in silence."""
    sources = tree(**{
        "data/observations/a.xlsx": b"PK",
        "data/observations/b.docx": b"PK",
        "data/observations/~$a.xlsx": b"",
        "data/unit.csv": b"",
    })  # fmt: skip

    problems = read_tables(sources, {}, READERS).problems

    assert [(p.rule.code, p.is_error, p.location.path) for p in problems] == [
        ("SB206", True, "data/observations/a.xlsx"),
        ("SB207", False, "data/observations/b.docx"),
        ("SB222", False, "data/unit.csv"),
    ]


def test_a_reader_for_the_suffix_makes_a_workbook_a_table():
    """Readers are a table of kinds: a suffix is read as soon as it has one."""
    sources = tree(**{"data/observations/a.xlsx": b"indicator,unit,period,value\n"})

    read = read_tables(sources, {}, {".csv": read_csv, ".xlsx": read_csv})

    assert read.problems == ()
