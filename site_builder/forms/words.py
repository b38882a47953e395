"""What a form says in one language."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.formatting import format_date, format_number, format_period
from site_builder.forms.spec import AskedFigure, FormSpec
from site_builder.model.indicator import Indicator
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Frequency, Period
from site_builder.model.portal import Figure
from site_builder.wording import Wording

ENTERED_STATUSES = tuple(status for status in ObsStatus if status is not ObsStatus.SUPPRESSED)
"""The statuses that a person can choose."""

_PREFIX = "form."


def read_words(words: Mapping[str, Mapping[str, str]], language: str) -> Wording:
    """Return the forms' texts from a catalogue of messages.

    Entries without the forms' prefix are kept under their own names, so that a catalogue
    may also hold the names that a site gives to its categories (``category.tot``).
    """
    texts = {key: entry["message"] for key, entry in words.items() if "message" in entry}
    own = {
        key.removeprefix(_PREFIX): text for key, text in texts.items() if key.startswith(_PREFIX)
    }
    return Wording(language, {**own, **{key: t for key, t in texts.items() if key not in own}})


def status_names(words: Wording) -> tuple[str, ...]:
    """Return what a person chooses from, the usual one first."""
    return tuple(words(f"status.{status.value}") for status in ENTERED_STATUSES)


def measure_name(words: Wording, indicator: Indicator) -> str:
    """Return a unit of measure in words, or as the indicator's file writes it."""
    return _word_or(words, f"unit_measure.{indicator.unit_measure}", indicator.unit_measure)


def breakdown_name(words: Wording, figure: AskedFigure) -> str:
    """Return which part of its indicator a figure is; "" where nothing is broken down."""
    if not figure.breakdown:
        return words("breakdown.total") if figure.indicator.dimensions else ""
    return ", ".join(
        f"{_word_or(words, f'dimension.{name}', name)}: {_word_or(words, f'category.{code}', code)}"
        for name, code in figure.breakdown
    )


def _word_or(words: Wording, key: str, otherwise: str) -> str:
    return words(key) if words.has(key) else otherwise


def describe_figure(words: Wording, indicator: Indicator, figure: Figure | None) -> str:
    """Write a figure in one line: ``90/100 (90,0 %)``, ``7,5``, or why there is none."""
    if figure is None:
        return ""
    if figure.value is None:
        return words(f"status.{figure.status.value}")
    value = _value(words, indicator, figure.value)
    if figure.numerator is not None and figure.denominator is not None:
        parts = (_part(words, figure.numerator), _part(words, figure.denominator))
        value = words("figure.pair", numerator=parts[0], denominator=parts[1], value=value)
    if figure.status is ObsStatus.OFFICIAL:
        return value
    return words("figure.unsure", value=value, status=words(f"status.{figure.status.value}"))


def _value(words: Wording, indicator: Indicator, value: float) -> str:
    text = format_number(value, indicator.decimals, words.language)
    return words("figure.percent", value=text) if indicator.is_percent else text


def _part(words: Wording, number: float) -> str:
    """Write a count; parts of it are shown as far as they go."""
    decimals = 0 if number.is_integer() else 3
    return format_number(number, decimals, words.language)


def due_text(words: Wording, spec: FormSpec) -> str:
    """Return by when a form is due: a day, or the first of several."""
    days = sorted({spec.due_date(indicator) for indicator in spec.indicators})
    key = "due.one" if len(days) == 1 else "due.several"
    return words(key, day=format_date(days[0], words.language))


def period_text(words: Wording, period: Period) -> str:
    """Return a period in words that can stand alone: ``Quý I/2026``, ``Năm 2026``."""
    if period.frequency is Frequency.YEAR:
        return words("period.year", year=period.year)
    return format_period(period, words)


def period_name(words: Wording, spec: FormSpec) -> str:
    """Return the form's period in words, with its standard text."""
    return words("period.named", name=period_text(words, spec.period), code=spec.period)
