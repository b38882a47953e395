"""Hold the figures of a new edition against those of the one before it.

Readers quote what was published. An official figure may still change, but only with a
line in ``data/revisions.csv`` that says why, and that line is used up by the edition it
first appears in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from site_builder.diagnostics import Diagnostic, Fact, Location, Rule, Severity, make_diagnostic
from site_builder.editions.figures import (
    NO_LEDGER,
    FigureKey,
    Place,
    PublishedFigure,
    is_same_value,
    parse_differing,
    parse_ledger,
    parse_number,
)
from site_builder.editions.jumps import LEDGER_PATH, FindPlace, Judging, check_jumps
from site_builder.editions.records import DamagedError
from site_builder.formatting import round_half_up
from site_builder.model.published import PublishedState

CHANGED = Rule("SB901")
VANISHED = Rule("SB902")
DEMOTED = Rule("SB903")
NOTHING_EARLIER = Rule("SB904", Severity.WARNING)
UNREADABLE = Rule("SB905", Severity.WARNING)
WITHDRAWN = Rule("SB906")

_MOVABLE = frozenset({"preliminary", "estimated", "nil"})
"""What may become another figure without a line, but not none at all."""


def check_ledger(
    previous: PublishedState,
    observations: bytes,
    revisions: bytes,
    find: FindPlace,
    withheld: Collection[Place] = (),
    judging: Judging | None = None,
) -> tuple[Diagnostic, ...]:
    """Report each official figure that changed, and any that is gone, without a new ledger line.

    Only figures that a unit reported count: sums follow their parts. Preliminary and
    estimated figures may move freely, as long as some row takes their place; an official one
    that is called preliminary again may not, or it could be moved in two steps. A figure
    withheld for a small count is not changed.

    Args:
        previous: What is published; its ``observations`` and ``revisions`` are compared.
        observations: The new edition's ``api/v1/observations.csv``.
        revisions: The new edition's ``api/v1/revisions.csv``.
        find: Where a figure stands in the site's files.
        withheld: Places that the site still has a figure for but this audience may no longer
            read; its line would be withheld too, so none is asked for.
        judging: What is needed to say which changes are jumps; without it nobody asks.

    Returns:
        The problems, in the order of the earlier edition, then the jumps. A warning alone
        where there is nothing to compare with although the ledger has lines, or an edition is
        there but cannot be read.
    """
    lines = parse_ledger(revisions)
    if previous.unreadable:
        return (_unchecked(UNREADABLE),)
    if previous.observations is None:
        return (_unchecked(NOTHING_EARLIER),) if lines else ()
    try:
        figures = parse_differing(previous.observations, observations)
        used = parse_ledger(NO_LEDGER if previous.revisions is None else previous.revisions)
        covered = {line.place for line in lines - used} | set(withheld)
        found = tuple(_compare(figures.old.values(), figures.new, covered, find))
        return (*found, *(check_jumps(figures, judging, find) if judging is not None else ()))
    except DamagedError:
        return (_unchecked(UNREADABLE),)


def _unchecked(rule: Rule) -> Diagnostic:
    return make_diagnostic(rule, Location(LEDGER_PATH))


def _compare(
    old: Iterable[PublishedFigure],
    new: Mapping[FigureKey, PublishedFigure],
    covered: Collection[Place],
    find: FindPlace,
) -> Iterator[Diagnostic]:
    """Yield one problem for each figure that needed a line and has none."""
    for before in old:
        if before.place in covered or before.aggregated or before.variant:
            continue
        after = new.get(before.key)
        rule = _broken_rule(before, after)
        if rule is not None:
            place = find(*before.place) or Location(LEDGER_PATH)
            yield make_diagnostic(rule, place, **_facts(before, after))


def _broken_rule(before: PublishedFigure, after: PublishedFigure | None) -> Rule | None:
    """Return what is broken about a figure that was reported and used."""
    if before.status != "official":
        return WITHDRAWN if after is None and before.status in _MOVABLE else None
    if after is None:
        return VANISHED
    if after.status == "suppressed":
        return None
    if not after.value:
        return VANISHED
    if not is_same_value(before, after):
        return CHANGED
    return DEMOTED if after.status != "official" else None


def _facts(before: PublishedFigure, after: PublishedFigure | None) -> dict[str, Fact]:
    figure = [*before.place, *(f"{name}={code}" for name, code in before.breakdown)]
    facts: dict[str, Fact] = {"figure": " · ".join(figure), "old": _number(before)}
    if after is None:
        return facts | {"status": before.status}
    return facts | {"new": _number(after), "status": after.status, "value": after.value}


def _number(figure: PublishedFigure) -> str:
    """Write a value as the published file has it; of one that counts tell exactly two decimals."""
    if not figure.has_counts or not figure.value:
        return figure.value or "–"
    value = round_half_up(float(parse_number(figure.value)), 2).normalize()
    return f"{value:f} ({figure.numerator}/{figure.denominator})"
