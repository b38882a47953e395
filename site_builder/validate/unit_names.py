"""Guess which unit was meant by an unknown id: by ids, names with and without what they begin with.

Names and codes are used again after mergers, so a guess prefers the unit that is in force in
the row's period, then the newest. It is only ever suggested.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from site_builder.model.period import Period
from site_builder.model.units import Unit
from site_builder.suggest import closest, fold, meant_exactly, spelling

_KIND = re.compile(
    r"(?:(?:ban chấp hành |bch )?(?:đảng bộ|đảng ủy|đảng uỷ|thành ủy|thành uỷ|huyện ủy|huyện uỷ|"
    r"thị ủy|thị uỷ|tỉnh ủy|tỉnh uỷ)\s+)?(?:(?:tỉnh|thành phố|thị xã|thị trấn|huyện|quận|phường|"
    r"xã|đặc khu|tp\.?|tx\.?|tt\.?|h\.?|p\.?|x\.?)\s+)?"
)


def suggest_unit(units: Mapping[str, Unit], word: str, period: Period | None = None) -> str:
    """Return the id that was meant, or "".

    Args:
        units: The register.
        word: What stands in the cell: nearly an id, a name, or an official code.
        period: The row's period, where it is known.
    """
    order = sorted(units.values(), key=lambda unit: _preference(unit, period))
    written = ((word, _ids), (word, _names), (_bare(word), _bare_names))
    for compare in (spelling, fold):
        for text, forms_of in written:
            found = [u for u in order if text and compare(text) in map(compare, forms_of(u))]
            if found and (compare is spelling or _is_one_name(found)):
                return found[0].unit
    ids = meant_exactly(word, units)
    return ids or _nearest(order, word)


def _nearest(order: Iterable[Unit], word: str) -> str:
    """Return the id whose own form or name is nearest to a word."""
    known: dict[str, str] = {}
    for forms_of in (_ids, _names, _bare_names):
        for unit in order:
            for form in forms_of(unit):
                known.setdefault(form, unit.unit)
    near = closest(word, known)
    return known[near] if near else ""


def _preference(unit: Unit, period: Period | None) -> tuple[bool, int, str]:
    """Order units: those in force in the period, then those that ended last."""
    in_force = period is not None and unit.exists_during(period)
    return (not in_force, -(unit.valid_to or date.max).toordinal(), unit.unit)


def _is_one_name(found: list[Unit]) -> bool:
    """Whether units that are alike without accents have one and the same name."""
    return len({spelling(unit.name.translations[0][1]) for unit in found}) == 1


def _ids(unit: Unit) -> Iterator[str]:
    """Yield the id and the official code."""
    yield unit.unit
    if unit.code:
        yield unit.code


def _names(unit: Unit) -> Iterator[str]:
    """Yield the names, in each language."""
    yield from (text for _, text in unit.name.translations)


def _bare_names(unit: Unit) -> Iterator[str]:
    """Yield the names without what kind of unit it is."""
    yield from (_bare(text) for text in _names(unit))


def _bare(name: str) -> str:
    """Return a name without what kind of unit it is: "quế sơn" of "Huyện Quế Sơn"."""
    plain = spelling(name)
    match = _KIND.match(plain)
    return plain[match.end() :] if match else plain
