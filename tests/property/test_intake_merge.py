"""Merging forms: what was taken in is read again, and nothing else has moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.config import configure
from site_builder.intake import Change, FigureKey, Reported, SiteFiles, compare, merge
from site_builder.intake.comparing import ChangeKind, reported_at
from site_builder.model.source import SourceTree
from site_builder.tables import read_csv, read_tables
from site_builder.validate import Known, validate
from tests.unit.intake.conftest import TODAY, site_files

A = "data/observations/a.csv"
COLUMNS = ("indicator", "unit", "period", "numerator", "denominator", "status", "note")
PLACES = [(unit, str(year)) for unit in ("huyen-a", "huyen-b") for year in range(2018, 2026)]
TEXTS = st.sampled_from(["", "ghi chú", "a, b; c", 'nói “thế” "này"'])
NUMBERS = st.one_of(
    st.integers(0, 900).map(float), st.sampled_from([0.5, 1.234, 12.3456, 0.001, 899.75])
)


@dataclass(frozen=True)
class Shape:
    """How a file is written."""

    delimiter: str
    newline: str
    ends: bool
    bom: bool
    locale: str | None


SHAPES = st.builds(
    Shape,
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, "vi", "en"]),
)
FIGURES = st.dictionaries(st.sampled_from(PLACES), st.tuples(NUMBERS, TEXTS), max_size=6)


def reported(numerator: float, note: str) -> Reported:
    value = 100 * numerator / 900
    texts = ("official", "", "", note, "", "form.xlsx", 1, "")
    return Reported(value, numerator, 900.0, *texts)


def written(figures: Sequence[tuple[tuple[str, str], float]], shape: Shape) -> dict[str, bytes]:
    """Return the files of a site with some figures."""
    lines = [list(COLUMNS)]
    for (unit, year), number in figures:
        lines.append(["CT1", unit, year, str(int(number)), "900", "", ""])
    text = shape.newline.join(shape.delimiter.join(line) for line in lines)
    text = ("\ufeff" if shape.bom else "") + text + (shape.newline if shape.ends else "")
    more = {} if shape.locale is None else {f"{A}.yaml": f"locale: {shape.locale}\n".encode()}
    return site_files(a_csv=text.encode(), more=more)


def read(files: dict[str, bytes]) -> SiteFiles:
    tree = SourceTree(dict(sorted(files.items())))
    configured = configure(tree)
    assert configured.value is not None
    tables = read_tables(tree, configured.value.options, {".csv": read_csv})
    assert tables.value is not None
    known = Known(frozenset({"every_period"}), frozenset())
    dataset = validate(configured.value, tables.value, known, TODAY)
    assert dataset.value is not None
    assert [p for p in (*tables.problems, *dataset.problems) if p.is_error] == []
    units = tuple(dataset.value.units.units)
    observations = dataset.value.observations
    return SiteFiles(files, tables.value, observations, configured.value.indicators, units)


def changes(site: SiteFiles, figures: dict[tuple[str, str], tuple[float, str]]) -> list[Change]:
    """Return what forms with some figures change."""
    keys = {FigureKey("CT1", *place): reported(*given) for place, given in figures.items()}
    old = reported_at(site.observations, keys)
    return [
        Change(
            key,
            ChangeKind.CHANGED if key in old else ChangeKind.ADDED,
            old.get(key),
            # A file of a site keeps its text where a form says nothing else.
            replace(new, received=old[key].received) if key in old else new,
        )
        for key, new in keys.items()
    ]


def merged(files: dict[str, bytes], *forms: dict[tuple[str, str], tuple[float, str]]):
    """Return the files of a site after forms were merged one after the other."""
    for figures in forms:
        site = read(files)
        result = merge(site, changes(site, figures))
        assert result.value is not None
        files = {**files, **{change.path: change.content for change in result.value}}
    return files


PRESENT = st.lists(st.sampled_from(PLACES), unique=True, max_size=8).flatmap(
    lambda places: st.tuples(*(st.tuples(st.just(p), NUMBERS.map(int)) for p in places))
)


@settings(max_examples=60)
@given(PRESENT, FIGURES, SHAPES)
def test_what_was_merged_is_read_again(present, figures, shape):
    """Each figure of the form is there, exactly; all others are what they were."""
    before = written(present, shape)
    keys = [FigureKey("CT1", *place) for place in PLACES]
    expected = {
        key: (old.numerator, old.note)
        for key, old in reported_at(read(before).observations, keys).items()
    }
    expected |= {FigureKey("CT1", *place): given_ for place, given_ in figures.items()}

    after = read(merged(before, figures))

    found = reported_at(after.observations, keys)
    assert {key: (new.numerator, new.note) for key, new in found.items()} == expected
    assert all(new.denominator == 900 for new in found.values())


@settings(max_examples=60)
@given(PRESENT, FIGURES, SHAPES)
def test_lines_of_other_figures_are_the_same_bytes(present, figures, shape):
    """A diff shows the figures that were taken in and nothing else."""
    before = written(present, shape)

    after = merged(before, figures)

    untouched = {place for place, _ in present} - figures.keys()
    ends = shape.newline.encode()
    mark = shape.delimiter
    for unit, year in untouched:
        start = mark.join(("CT1", unit, year, "")).encode()
        [old] = [line for line in before[A].split(ends) if line.startswith(start)]
        assert old in after[A].split(ends)
    assert after[A].endswith(ends) == before[A].endswith(ends)
    assert after[A].count(b"\r") == (after[A].count(b"\n") if shape.newline == "\r\n" else 0)
    assert {path for path in before if before[path] != after[path]} <= {A}


@settings(max_examples=60)
@given(PRESENT, FIGURES, FIGURES, SHAPES)
def test_the_order_of_forms_makes_no_difference(present, one, other, shape):
    """Two people who merge two forms the other way round get the same bytes."""
    only = {place: figure for place, figure in other.items() if place not in one}
    before = written(present, shape)

    assert merged(before, one, only) == merged(before, only, one) == merged(before, {**one, **only})


@settings(max_examples=40)
@given(PRESENT, FIGURES, SHAPES)
def test_merging_again_changes_nothing(present, figures, shape):
    """The second time all figures are there already."""
    once = merged(written(present, shape), figures)
    site = read(once)
    again = compare(site.observations, site.observations, [FigureKey("CT1", *p) for p in figures])

    assert {change.kind for change in again} <= {ChangeKind.UNCHANGED}
    assert merge(site, again).value == ()
    assert merged(once, figures) == once
