"""Write the numbers, periods and targets of a chart in the words of its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from site_builder.formatting import (
    format_date,
    format_measure,
    format_number,
    format_period,
    format_unit,
    round_half_up,
)
from site_builder.model.indicator import Comparator, Indicator, Target
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Frequency, Period
from site_builder.model.portal import Figure
from site_builder.model.units import Unit
from site_builder.suggest import fold
from site_builder.wording import Wording

NBSP = "\N{NO-BREAK SPACE}"
NONE = "–"
"""Stands where a number would stand and there is none."""

SIGNS = {
    Comparator.AT_LEAST: "≥",
    Comparator.MORE_THAN: ">",
    Comparator.AT_MOST: "≤",
    Comparator.LESS_THAN: "<",
    Comparator.EQUAL: "=",
}


@dataclass(frozen=True, slots=True)
class Writer:
    """The words and number forms for one indicator in one language.

    ``is_former`` is true where they are about a unit that has ended.
    """

    indicator: Indicator
    wording: Wording
    is_former: bool = False

    def on_units(self, key: str, **facts: object) -> str:
        """Write what is said of figures on today's units: those of a former one's last day."""
        return self.wording(f"{key}.former" if self.is_former else key, **facts)

    @property
    def language(self) -> str:
        """The language written in."""
        return self.wording.language

    @property
    def title(self) -> str:
        """The indicator's title."""
        return self.indicator.title.best(self.language)

    @property
    def measure(self) -> str:
        """The name of the unit of measure: ``%``, or the theme's word for it."""
        return self._measure("")

    def _measure(self, number: str) -> str:
        if self.indicator.is_percent:
            return "%"
        return format_measure(self.indicator.unit_measure, self.wording, number)

    def number(self, value: float) -> str:
        """Write a value with the indicator's decimals."""
        return format_number(value, self.indicator.decimals, self.language)

    def short(self, value: float) -> str:
        """Write a number with as few decimals as it needs, as targets and scales are."""
        most = max(self.indicator.decimals, 2)
        exact = round_half_up(value, most)
        fewest = next(d for d in range(most + 1) if round_half_up(value, d) == exact)
        return format_number(value, fewest, self.language)

    def measured(self, number: str) -> str:
        """Put the unit of measure after a number, held to it by a space that does not break."""
        return f"{number}{NBSP}{self._measure(number)}"

    def value(self, value: float) -> str:
        """Write a value with its unit of measure."""
        return self.measured(self.number(value))

    def period(self, period: Period) -> str:
        """Write a period in words."""
        return format_period(period, self.wording)

    def when(self, period: Period) -> str:
        """Write a period as part of a sentence: "năm 2030"."""
        text = self.period(period)
        if period.frequency is Frequency.YEAR:
            return self.wording("chart.in_year", period=text)
        return text

    def unit(self, unit: Unit) -> str:
        """Write a unit's name, with its days where another unit bears the same."""
        return format_unit(unit, self.wording)

    def sign(self, target: Target) -> str:
        """Write a target with a sign, for a label: ``≥ 100 %``."""
        return f"{SIGNS[target.comparator]}{NBSP}{self.measured(self.short(target.value))}"

    def ask(self, target: Target) -> str:
        """Write a target in words, for a sentence: "trên 90 %".

        "At least the greatest possible" is said as "reach": nobody writes "at least 100 %".
        """
        value = self.measured(self.short(target.value))
        is_all = target.comparator is Comparator.AT_LEAST and target.value == self.indicator.maximum
        name = "reach" if is_all else target.comparator.name.lower()
        return self.wording(f"comparator.{name}", value=value)

    def quality(self, figure: Figure) -> str:
        """Write what a reader must know beside a figure; "" where it is simply final."""
        words = []
        if figure.status is not ObsStatus.OFFICIAL:
            words.append(self.wording(f"obs_status.{figure.status.value}"))
        elif not figure.final:
            words.append(self.wording("chart.not_final"))
        if figure.aggregated and figure.counted is not None and figure.due is not None:
            key = "chart.summed_incomplete" if figure.is_incomplete else "chart.summed"
            words.append(self.wording(key, counted=figure.counted, due=figure.due))
        if figure.as_of is not None and figure.as_of < figure.period.end:
            day = format_date(figure.as_of, self.language)
            words.append(self.wording("chart.as_of", date=day))
        return "; ".join(words)


def write_id(kind: str, *parts: str | None) -> str:
    """Make a chart's id from its kind, indicator, and unit or period where they were named.

    Letters without an ASCII form keep their code point, so that CT3 and CT3′ stay apart.
    """
    text = "-".join([kind, *(fold(part) for part in parts if part)])
    return "".join(c if c.isascii() and (c.isalnum() or c == "-") else f"u{ord(c):x}" for c in text)


def join_sources(*groups: Iterable[str]) -> tuple[str, ...]:
    """Return all sources in the order of their first mention."""
    return tuple(dict.fromkeys(source for group in groups for source in group if source))


def capitalised(text: str) -> str:
    """Return a sentence with a capital first letter, the rest as it was."""
    return text[:1].upper() + text[1:]
