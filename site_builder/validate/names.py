"""The names that rows and pages may refer to, with what is silent about errors elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.model.indicator import Indicator
from site_builder.suggest import closest, meant_exactly, spelling
from site_builder.validate.documents import Documents
from site_builder.validate.units import Units


@dataclass(frozen=True, slots=True)
class Names:
    """Registers to look names up in.

    ``broken`` are codes of indicators whose files have errors of their own: a reference to
    one is left out without a further word. Where not ``knows_all_codes``, nobody can say that
    an indicator is unknown.
    """

    indicators: Mapping[str, Indicator]
    broken: frozenset[str]
    knows_all_codes: bool
    units: Units
    documents: Documents
    languages: tuple[str, ...]

    def is_unknown_indicator(self, code: str) -> bool:
        """Whether a reference to this code is to be reported."""
        is_known = code in self.indicators or code in self.broken
        return self.knows_all_codes and not is_known

    def suggest_indicator(self, word: str) -> str:
        """Return the code that was meant, by code or title; or ""."""
        titles = {
            text: i.code for i in self.indicators.values() for _, text in i.title.translations
        }
        spelled = {spelling(text): code for text, code in titles.items()}
        exact = spelled.get(spelling(word)) or meant_exactly(word, self.indicators)
        near = exact or closest(word, [*self.indicators, *titles]) or ""
        return titles.get(near, near)
