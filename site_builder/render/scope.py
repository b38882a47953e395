"""What a view needs at every turn: the words, addresses and number forms of its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from site_builder.extension import RenderContext
from site_builder.formatting import (
    format_date,
    format_measure,
    format_number,
    format_period,
    format_unit,
    round_half_up,
)
from site_builder.model.indicator import Indicator
from site_builder.model.pages import PageSpec
from site_builder.model.period import Period
from site_builder.model.text import Text
from site_builder.model.units import Unit
from site_builder.render.links import ASSETS, relative

NBSP = "\N{NO-BREAK SPACE}"
NONE = "–"
"""Stands where a number would stand and there is none."""

CONTENT_KINDS = ("guidance", "glossary", "other", "home")


@dataclass(frozen=True, slots=True)
class Scope:
    """One page with what its view may look up. It only reads."""

    spec: PageSpec
    context: RenderContext

    def word(self, key: str, **facts: object) -> str:
        """Return a text of the theme in the page's language."""
        return self.context.wording(key, **facts)

    def word_or(self, key: str, fallback: str) -> str:
        """Return a text of the theme, or ``fallback`` where no catalogue has the key."""
        return self.word(key) if self.context.wording.has(key) else fallback

    def text(self, text: Text | None) -> str:
        """Return a text in the page's language, else in the first one; "" for None."""
        return text.best(self.spec.language) if text is not None else ""

    @property
    def original(self) -> str:
        """The language of texts that an author wrote once, "" where it is the page's own.

        Notes, results and names of bodies are in the site's first language on every page; a
        screen reader must be told so.
        """
        first = self.context.disclosed.site.languages[0]
        return "" if first == self.spec.language else first

    def language_of(self, text: Text | None) -> str:
        """Return the language in which a text is shown, "" where it is the page's own."""
        if text is None or text.is_translated(self.spec.language):
            return ""
        return text.translations[0][0]

    def href(self, kind: str, identity: str = "", anchor: str = "", language: str = "") -> str:
        """Return the relative address of a page, "" where there is no such page.

        It is the page in the language of this one, or in the one asked for.
        """
        path = self.context.addresses.get((kind, identity, language or self.spec.language))
        if path is None:
            return ""
        return relative(self.spec.path, path) + (f"#{anchor}" if anchor else "")

    def content_href(self, key: str, anchor: str = "", language: str = "") -> str:
        """Return the relative address of a content page by its key, "" where there is none."""
        found = (self.href(kind, key, anchor, language) for kind in CONTENT_KINDS)
        return next((address for address in found if address), "")

    def method_href(self, method: str) -> str:
        """Return the address of the text that explains a method, "" where nobody wrote one.

        It is the page tagged with the method's name, or called like it, in whatever folder.
        """
        pages = self.context.disclosed.pages
        named = (
            page.key
            for page in pages
            if method in page.tags or page.key.rpartition("/")[2] == method.replace("_", "-")
        )
        return next((address for key in named if (address := self.content_href(key))), "")

    def file_href(self, path: str) -> str:
        """Return the relative address of a file of the edition."""
        return relative(self.spec.path, path)

    def attachment_href(self, source: str) -> str:
        """Return the relative address of an author's file, "" where the edition lacks it."""
        path = self.context.attachments.get(source)
        return relative(self.spec.path, path) if path is not None else ""

    def asset(self, name: str) -> str:
        """Return the relative address of a theme's asset, "" where the theme has none."""
        hashed = self.context.assets.get(name)
        return relative(self.spec.path, f"{ASSETS}/{hashed}") if hashed else ""

    def day(self, day: date | None) -> str:
        """Write a date; "" for None."""
        return format_date(day, self.spec.language) if day is not None else ""

    def period(self, period: Period) -> str:
        """Write a period in words."""
        return format_period(period, self.context.wording)

    def number(self, value: float, decimals: int) -> str:
        """Write a number with a fixed count of decimals."""
        return format_number(value, decimals, self.spec.language)

    def count(self, value: float) -> str:
        """Write a count; decimals only where it is not a whole number."""
        return self.short(value, 2)

    def short(self, value: float, most: int) -> str:
        """Write a number with as few decimals as it needs, ``most`` at most."""
        exact = round_half_up(value, most)
        fewest = next(d for d in range(most + 1) if round_half_up(value, d) == exact)
        return self.number(value, fewest)

    def measured(self, indicator: Indicator, number: str) -> str:
        """Put the unit of measure after a number, held to it by a space that does not break."""
        if indicator.is_percent:
            return f"{number}{NBSP}%"
        return f"{number}{NBSP}{self.measure(indicator, number)}"

    def measure(self, indicator: Indicator, number: str = "") -> str:
        """Return the name of an indicator's unit of measure, as it stands after a number."""
        if indicator.is_percent:
            return "%"
        return format_measure(indicator.unit_measure, self.context.wording, number)

    def unit(self, unit: str) -> Unit:
        """Return a unit by its id."""
        return self.context.disclosed.units.get(unit)

    def unit_name(self, unit: str) -> str:
        """Write the name of a unit, with its days where another unit bears the same."""
        return format_unit(self.unit(unit), self.context.wording)

    def indicator(self, code: str) -> Indicator:
        """Return an indicator by its code."""
        return self.context.disclosed.indicators[code]
