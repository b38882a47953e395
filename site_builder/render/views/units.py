"""The register of units: in force, announced, and those that ended with what took their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_builder.extension import RenderContext
from site_builder.model.pages import PageSpec, UnitsBody
from site_builder.model.units import Unit
from site_builder.render.comparisons import write_share
from site_builder.render.components import Cell, LinkView, Row, TableView
from site_builder.render.scope import Scope
from site_builder.render.tables import make_columns, without_empty_columns
from site_builder.render.views.body import expect

DUES = "con-thieu"
"""The anchor of what a unit owes, on its page."""


@dataclass(frozen=True, slots=True)
class UnitsView:
    """The register of units, written out; a table is None where it would be empty."""

    title: str
    current: TableView | None
    announced: TableView | None
    former: TableView | None
    changes: TableView | None


def view_units(spec: PageSpec, context: RenderContext) -> UnitsView:
    """Write out the register of units."""
    body = expect(spec, UnitsBody)
    scope = Scope(spec, context)
    current = [unit for unit in body.units if unit.unit in body.current]
    announced = [unit for unit in body.units if unit.unit in body.announced]
    former = [unit for unit in body.units if unit.unit not in body.current | body.announced]
    return UnitsView(
        title=spec.title,
        current=_table(scope, current, "current", body.owed) if current else None,
        announced=_table(scope, announced, "announced", body.owed) if announced else None,
        former=_table(scope, former, "former", body.owed) if former else None,
        changes=_changes(scope, body) if body.changes else None,
    )


def _table(scope: Scope, units: Sequence[Unit], which: str, owed: Mapping[str, int]) -> TableView:
    """Set units with what the register says of them, and how many figures each still owes."""
    parents = scope.context.disclosed.units.last_parents()
    keys = ["unit", "code", "level", "above"]
    keys += ["valid_to", "successors"] if which == "former" else ["valid_from"]
    table = TableView(
        scope.word(f"table.units_{which}", count=len(units)),
        make_columns(scope, [*keys, "owed"], ("owed",)),
        tuple(
            _row(scope, unit, parents[unit.unit], which, owed.get(unit.unit, 0)) for unit in units
        ),
    )
    return without_empty_columns(table)


def _row(scope: Scope, unit: Unit, parent: str | None, which: str, owed: int) -> Row:
    above = scope.context.disclosed.units.units.get(parent or "")
    last = (
        (Cell(scope.day(unit.valid_to)), Cell(links=_successors(scope, unit)))
        if which == "former"
        else (Cell(scope.day(unit.valid_from)),)
    )
    return Row(
        (
            Cell(scope.text(unit.name), scope.href("unit", unit.unit)),
            Cell(unit.code),
            Cell(scope.word_or(f"level.{unit.level}", unit.level)),
            Cell(scope.text(above.name), scope.href("unit", above.unit)) if above else Cell(),
            *last,
            Cell(str(owed), scope.href("unit", unit.unit, anchor=DUES)) if owed else Cell(),
        ),
        muted=which == "former",
    )


def _successors(scope: Scope, unit: Unit) -> tuple[LinkView, ...]:
    changes = scope.context.disclosed.units.successors(unit.unit)
    return tuple(
        LinkView(scope.unit_name(c.to_unit), scope.href("unit", c.to_unit)) for c in changes
    )


def _changes(scope: Scope, body: UnitsBody) -> TableView:
    """Set the changes between units, the newest first."""
    rows = []
    for change in reversed(body.changes):
        share = write_share(scope, change) or scope.word("unit_change.whole")
        cells = (
            Cell(scope.day(change.date)),
            Cell(scope.unit_name(change.from_unit), scope.href("unit", change.from_unit)),
            Cell(scope.unit_name(change.to_unit), scope.href("unit", change.to_unit)),
            Cell(share),
        )
        rows.append(Row(cells))
    keys = ("date", "from_unit", "to_unit", "share")
    return TableView(
        scope.word("table.unit_changes"), make_columns(scope, keys, ("share",)), tuple(rows)
    )
