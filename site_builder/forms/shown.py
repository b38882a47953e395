"""What a form shows around its entries, in all languages, by which it is known again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from site_builder.forms.spec import AskedFigure
from site_builder.forms.words import breakdown_name
from site_builder.wording import Wording

_COLUMNS = (
    *("indicator", "title", "unit", "unit_name", "breakdown", "measure"),
    *("before_numerator", "before_denominator", "before_value"),
    *("numerator", "denominator", "value", "status", "present"),
    *("source", "as_of", "note"),
)
"""The columns whose heads are the same in every form."""


def head_texts(words: Iterable[Wording]) -> Mapping[str, tuple[str, ...]]:
    """Return what each column is called; that of values has another name among the notes."""
    given = tuple(words)
    keys = {name: (name, "rate") if name == "value" else (name,) for name in _COLUMNS}
    return {
        name: tuple(texts(f"head.{key}") for key in of_one for texts in given)
        for name, of_one in keys.items()
    }


def part_texts(words: Iterable[Wording], figure: AskedFigure) -> tuple[str, ...]:
    """Return what the breakdown of a figure is called; nothing where it has none."""
    names = (breakdown_name(texts, figure) for texts in words)
    return tuple(name for name in names if name)
