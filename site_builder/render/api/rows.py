"""The CSV files: their columns, and one row for each figure, verdict, change or unit."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.model.dataset import Disclosed
from site_builder.model.indicator import Indicator
from site_builder.model.portal import Assessment, Figure, Portal, Series
from site_builder.render.api.writing import Cell, Column, Table, computed, without_noise

INDICATOR = Column("indicator", "string", "Code of the indicator", "INDICATOR")
UNIT = Column("unit", "string", "Stable id of the reporting unit; see units.csv", "REF_AREA")
PERIOD = Column("period", "string", "2025, 2025-S1, 2025-Q2 or 2025-06", "TIME_PERIOD")

_FIGURES = (
    Column("variant", "string", "Empty for the figure used; else the name of a rival figure"),
    Column("value", "number", "Unrounded, in the indicator's unit of measure", "OBS_VALUE"),
    Column("numerator", "number", "What is counted above the line of a ratio"),
    Column("denominator", "number", "What is counted below the line of a ratio"),
    Column(
        "status",
        "string",
        "official, preliminary, estimated, missing, not_applicable, nil or suppressed",
        "OBS_STATUS",
    ),
    Column("aggregated", "boolean", "Whether the figure is a sum over the units below"),
    Column("source", "string", "Documents or texts, joined by a semicolon"),
    Column("as_of", "date", "Day on which the figure was taken"),
    Column("note", "string", "Note of the reporting unit", "COMMENT_OBS"),
)

_VERDICTS = (
    INDICATOR,
    UNIT,
    PERIOD,
    Column("target", "integer", "Place in the indicator's list of targets, from 0"),
    Column("comparator", "string", "How the value is held against the target"),
    Column("target_value", "number", "What the target asks"),
    Column("value", "number", "Unrounded value that was judged", "OBS_VALUE"),
    Column("progress_status", "string", "The verdict"),
    Column("reason", "string", "Why, in one word"),
    Column("required_value", "number", "What the value was held against in this period"),
    Column("margin", "number", "How far past it; positive is better"),
    Column("rule", "string", "Name and version of the method"),
)

_LEDGER = (
    INDICATOR,
    UNIT,
    PERIOD,
    Column("kind", "string", "revision (planned) or correction (of an error)"),
    Column("reason", "string", "Why the figure changed, in the first language"),
    Column("reason_en", "string", "The same in English, where it was given"),
    Column("date", "date", "Day of the change"),
)

_UNITS = (
    Column("unit", "string", "Stable id, never used again", "REF_AREA"),
    Column("code", "string", "Official code; used again over time"),
    Column("name", "string", "Name in the first language"),
    Column("name_en", "string", "Name in English, where it was given"),
    Column("level", "string", "Level of the unit"),
    Column("parent", "string", "Id of the unit above"),
    Column("valid_from", "date", "First day in force"),
    Column("valid_to", "date", "Last day in force"),
    Column("map_column", "integer", "Column in the tile map"),
    Column("map_row", "integer", "Row in the tile map"),
)

_UNIT_CHANGES = (
    Column("date", "date", "Day of the change"),
    Column("from_unit", "string", "Id of the unit that passes on"),
    Column("to_unit", "string", "Id of the unit that receives"),
    Column("share", "number", "Share that passes, from 0 to 1; empty: the whole"),
)


def dimensions_of(disclosed: Disclosed) -> tuple[str, ...]:
    """Return the names of all breakdowns, in the order in which indicators name them."""
    names = (name for i in disclosed.indicators.values() for name in i.dimensions)
    return tuple(dict.fromkeys(names))


def observation_table(portal: Portal) -> Table:
    """Return all figures: of each series by period, rival figures after the one used."""
    dimensions = dimensions_of(portal.disclosed)
    columns = (
        INDICATOR,
        UNIT,
        PERIOD,
        *(Column(d, "string", "Breakdown; empty for the total") for d in dimensions),
        *_FIGURES,
    )
    rows = (row for series in portal.series.values() for row in _series_rows(series, dimensions))
    return Table(columns, tuple(rows))


def _series_rows(series: Series, dimensions: tuple[str, ...]) -> Iterator[tuple[Cell, ...]]:
    figures = [("", figure) for figure in series.figures]
    rivals = [(variant.name, variant.figure) for variant in series.variants]
    for name, figure in sorted([*figures, *rivals], key=lambda f: (f[1].period.sort_key(), f[0])):
        yield _figure_row(series, dimensions, name, figure)


def _figure_row(
    series: Series, dimensions: tuple[str, ...], variant: str, figure: Figure
) -> tuple[Cell, ...]:
    codes, figure = dict(series.breakdown), without_noise(figure)
    return (
        series.indicator,
        series.unit,
        str(figure.period),
        *(codes.get(name, "") for name in dimensions),
        variant,
        figure.value,
        figure.numerator,
        figure.denominator,
        figure.status.value,
        figure.aggregated,
        "; ".join(figure.sources),
        figure.as_of,
        figure.note,
    )


def assessment_table(portal: Portal) -> Table:
    """Return all verdicts, in the portal's order."""
    indicators = portal.disclosed.indicators
    rows = (_verdict_row(indicators[a.indicator], a) for a in portal.assessments)
    return Table(_VERDICTS, tuple(rows))


def _verdict_row(indicator: Indicator, assessment: Assessment) -> tuple[Cell, ...]:
    index, verdict = assessment.target, assessment.verdict
    target = indicator.targets[index] if index is not None else None
    return (
        assessment.indicator,
        assessment.unit,
        str(assessment.period),
        index,
        target.comparator.value if target is not None else None,
        target.value if target is not None else None,
        assessment.value,
        verdict.progress_status.value,
        verdict.reason,
        computed(verdict.required_value),
        computed(verdict.margin),
        assessment.rule,
    )


def revision_table(disclosed: Disclosed) -> Table:
    """Return the ledger in the order of its lines."""
    first = disclosed.site.default_language
    rows = (
        (
            line.indicator,
            line.unit,
            str(line.period),
            line.kind.value,
            line.reason.best(first),
            line.reason.get("en") if first != "en" else None,
            line.date,
        )
        for line in sorted(disclosed.revisions, key=lambda r: r.line)
    )
    return Table(_LEDGER, tuple(rows))


def unit_table(disclosed: Disclosed) -> Table:
    """Return the register of units, in its own order."""
    first = disclosed.site.default_language
    rows = (
        (
            unit.unit,
            unit.code,
            unit.name.best(first),
            unit.name.get("en") if first != "en" else None,
            unit.level,
            unit.parent,
            unit.valid_from,
            unit.valid_to,
            unit.map_column,
            unit.map_row,
        )
        for unit in disclosed.units.units.values()
    )
    return Table(_UNITS, tuple(rows))


def unit_change_table(disclosed: Disclosed) -> Table:
    """Return mergers, splits and renames, oldest first."""
    rows = ((c.date, c.from_unit, c.to_unit, c.share) for c in disclosed.units.changes)
    return Table(_UNIT_CHANGES, tuple(rows))
