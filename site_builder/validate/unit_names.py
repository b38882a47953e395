"""Guess which unit was meant by an unknown id: by ids, names with and without what they begin with.

Names and codes are used again after mergers, so a guess prefers the unit that is in force in
the row's period, then the newest. It is only ever suggested.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from site_builder.model.period import Period
from site_builder.model.units import Unit
from site_builder.suggest import fold, make_guesser, meant_exactly, spelling

_KIND = re.compile(
    r"(?:(?:ban chấp hành |bch )?(?:đảng bộ|đảng ủy|đảng uỷ|thành ủy|thành uỷ|huyện ủy|huyện uỷ|"
    r"thị ủy|thị uỷ|tỉnh ủy|tỉnh uỷ)\s+)?(?:(?:tỉnh|thành phố|thị xã|thị trấn|huyện|quận|phường|"
    r"xã|đặc khu|tp\.?|tx\.?|tt\.?|h\.?|p\.?|x\.?)\s+)?"
)


Guess = Callable[[str, Period | None], str]
"""Returns the id that was meant by a word in a row of a period, or ""."""


def make_unit_guesser(units: Mapping[str, Unit]) -> Guess:
    """Return what guesses ids for many rows over one register.

    The words that it is asked may be nearly an id, a name, or an official code.
    """
    written = {compare: _by_form(units.values(), compare) for compare in (spelling, fold)}
    known: dict[str, list[Unit]] = {}
    for unit in units.values():
        for forms_of in (_ids, _names, _bare_names):
            for form in forms_of(unit):
                known.setdefault(form, []).append(unit)
    nearest = make_guesser(known)
    near: dict[str, str | None] = {}

    def guess(word: str, period: Period | None) -> str:
        """Return the id that was meant."""
        for compare in (spelling, fold):
            for text, found in zip((word, word, _bare(word)), written[compare], strict=True):
                same = found.get(compare(text), []) if text else []
                if same and (compare is spelling or _is_one_name(same)):
                    return _preferred(same, period)
        if word not in near:
            near[word] = meant_exactly(word, units) or nearest(word)
        form = near[word]
        return _preferred(known[form], period) if form is not None else ""

    return guess


def suggest_unit(units: Mapping[str, Unit], word: str, period: Period | None = None) -> str:
    """Return the id that was meant by one word, or ""."""
    return make_unit_guesser(units)(word, period)


def _by_form(
    units: Iterable[Unit], compare: Callable[[str], str]
) -> tuple[dict[str, list[Unit]], ...]:
    """Return the units by id and code, by name, by bare name, each as it is compared."""
    found: tuple[dict[str, list[Unit]], ...] = ({}, {}, {})
    for unit in units:
        for forms, forms_of in zip(found, (_ids, _names, _bare_names), strict=True):
            for form in {compare(form) for form in forms_of(unit)}:
                forms.setdefault(form, []).append(unit)
    return found


def _preferred(units: Iterable[Unit], period: Period | None) -> str:
    """Return the id of the unit that is most likely meant in a period."""
    return min(units, key=lambda unit: _preference(unit, period)).unit


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
