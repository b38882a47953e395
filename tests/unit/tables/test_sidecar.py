"""What a sidecar says of columns and of all rows."""

from __future__ import annotations

from site_builder.diagnostics import facts_of
from site_builder.model.cells import Place, cell_places
from site_builder.model.source import SourceTree
from site_builder.model.tables import TableOptions
from site_builder.tables import read_csv, read_tables

OBS = "data/observations/a.csv"


def read(text: str, **options):
    sources = SourceTree({OBS: text.encode(), "data/units.csv": b"unit,name\n"})
    return read_tables(sources, {OBS: TableOptions(**options)}, {".csv": read_csv})


def found(checked) -> list[tuple[str, str]]:
    return [(p.rule.code, str(p.location)) for p in checked.problems]


def test_own_names_are_read_as_ours_and_others_left_out():
    """``columns`` renames; an empty name leaves a column out."""
    checked = read(
        "Mã,Nơi,Kỳ,Số,Rác\nCT1,a,2025,1,x\n",
        columns={"Mã": "indicator", "nơi": "unit", "Số": "value", "Rác": ""},
    )

    assert checked.problems == ()
    table = checked.value.at(OBS)
    assert table.columns == ("indicator", "unit", "period", "value")
    assert table.written_name("value") == "Số"


def test_a_fixed_text_stands_for_all_rows():
    """The column is added; its cells stand where the header stands."""
    checked = read("unit,period,value\na,2025,1\nb,2025,2\n", fixed={"indicator": "CT1"})

    assert checked.problems == ()
    table = checked.value.at(OBS)
    assert table.cells["indicator"].tolist() == ["CT1", "CT1"]
    assert cell_places(table, [(1, "indicator"), (1, "value")]) == (Place(1, 1), Place(3, 8))


def test_a_fixed_column_that_the_file_has_is_an_error():
    """Two sources of one thing may disagree."""
    checked = read("indicator,unit,period,value\n", fixed={"unit": "a"})

    assert found(checked) == [("SB226", f"{OBS}:1:11")]


def test_a_name_that_the_file_does_not_have_is_told():
    """A sidecar that names a column of another file has no effect, and says so."""
    checked = read("indicator,unit,period,value\n", columns={"So lieu": "value", "x": ""})

    assert found(checked) == [("SB225", f"{OBS}.yaml")]
    assert facts_of(checked.problems[0])["value"] == "So lieu"


def test_rows_of_the_wrong_shape_are_kept_as_they_stand():
    """What cannot be put into columns can still be handed back to be mended."""
    table = read('indicator,unit,period,value\nCT1,a\nCT1,"a,2025,1\n').value.at(OBS)

    assert table.broken == ((2, ("CT1", "a")), (3, ('CT1,"a,2025,1',)))
    assert table.rejected == len(table.broken)
