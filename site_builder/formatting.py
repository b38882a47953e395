"""Numbers, dates and periods as readers of a language expect them (Babel's data)."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.core import Locale
from babel.dates import format_date as babel_date
from babel.numbers import parse_pattern

from site_builder.model.period import Frequency, Period
from site_builder.model.units import Unit
from site_builder.wording import Wording

_LOCALES = {"vi": Locale.parse("vi_VN"), "en": Locale.parse("en_GB")}
_MOST_DECIMALS = 12
_PATTERNS = tuple(
    parse_pattern("#,##0" + ("." + "0" * decimals if decimals else ""))
    for decimals in range(_MOST_DECIMALS + 1)
)
"""The pattern of each count of decimals: a page formats hundreds of numbers."""


def locale_of(language: str) -> Locale:
    """Return Babel's locale of a language; English dates and numbers are the British ones."""
    return _LOCALES.get(language) or Locale.parse(language)


def round_half_up(value: float, decimals: int) -> Decimal:
    """Round as people do by hand: 2.665 becomes 2.67, never the nearest even digit.

    The float's shortest decimal text is what is rounded, so 2.675 does not turn into 2.67.
    """
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def format_number(value: float, decimals: int, language: str) -> str:
    """Write a number with a fixed count of decimals: ``98,3`` and ``1.905`` in Vietnamese."""
    rounded = round_half_up(value, decimals)
    if rounded == 0:
        rounded = abs(rounded)
    text: str = _PATTERNS[decimals].apply(rounded, locale_of(language))
    return text.replace("-", "\N{MINUS SIGN}")


def format_date(day: date, language: str) -> str:
    """Write a date: ``27/08/2026`` in Vietnamese, ``27 August 2026`` in English."""
    if language == "vi":
        return f"{day:%d/%m/%Y}"
    return babel_date(day, format="d MMMM y", locale=locale_of(language))


def format_period(period: Period, wording: Wording) -> str:
    """Write a period in words: ``Quý II/2025``, ``Q2 2025``."""
    if period.frequency is Frequency.YEAR:
        return str(period.year)
    roman = ("I", "II", "III", "IV")
    number = roman[period.number - 1] if period.frequency is Frequency.QUARTER else period.number
    return wording(
        f"period.{period.frequency.value}_{period.number}"
        if wording.has(f"period.{period.frequency.value}_{period.number}")
        else f"period.{period.frequency.value}",
        number=period.number,
        roman=number,
        year=period.year,
    )


def format_measure(unit_measure: str, wording: Wording, number: str = "") -> str:
    """Write the name of a unit of measure as it stands after a number: ``people``, ``1 person``.

    It is the author's own word where the theme has none.
    """
    key = f"unit_measure.{unit_measure}"
    if number.lstrip("+\N{MINUS SIGN}") == "1" and wording.has(f"{key}.one"):
        return wording(f"{key}.one")
    return wording(key) if wording.has(key) else unit_measure


def format_unit(unit: Unit, wording: Wording) -> str:
    """Write a unit's name, with the days of its existence where another one bears the same."""
    name = unit.name.best(wording.language)
    if wording.language not in unit.shared_in:
        return name
    days = {
        "since": format_date(unit.valid_from, wording.language) if unit.valid_from else "",
        "until": format_date(unit.valid_to, wording.language) if unit.valid_to else "",
    }
    known = "_".join(key for key, day in days.items() if day)
    return wording(f"unit.name_{known}", name=name, **days) if known else name


def add_aside(name: str, aside: str) -> str:
    """Put an aside in brackets after a name, in the same ones where it ends with some."""
    return f"{name[:-1]}; {aside})" if name.endswith(")") else f"{name} ({aside})"
