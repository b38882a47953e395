"""What Excel checks while a form is filled in.

Pasting goes round such checks, so they only help: the intake checks everything again.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from site_builder.formatting import format_date, format_number
from site_builder.forms.spec import AskedFigure, FormSpec
from site_builder.forms.words import measure_name, status_names
from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.text import Text
from site_builder.wording import Wording

Limit = dict[str, Any]
"""Options of XlsxWriter's ``data_validation``."""

_LONGEST_TITLE = 32
_LONGEST_MESSAGE = 255

_WHOLE_PERCENT = 100
_FARTHEST = 10**12
"""A figure beyond this is no figure of ours: Excel wants both ends of a range."""


def limit_numerator(words: Wording, figure: AskedFigure, cell: str, denominator: str) -> Limit:
    """Check a numerator: no less than zero, no more than the denominator where it is a part."""
    tests = [f"ISNUMBER({cell})", f"{cell}>=0"]
    if is_part_of_whole(figure.indicator):
        tests.append(f"OR(ISBLANK({denominator}),{cell}<={denominator})")
    return {
        "validate": "custom",
        "value": f"=AND({','.join(tests)})",
        **_say(words, "numerator", _meaning(figure.indicator.numerator, words)),
        **_refuse(words, "part" if is_part_of_whole(figure.indicator) else "amount"),
    }


def limit_denominator(words: Wording, figure: AskedFigure, cell: str, numerator: str) -> Limit:
    """Check a denominator: above zero, no less than the numerator where that is a part."""
    tests = [f"ISNUMBER({cell})", f"{cell}>0"]
    if is_part_of_whole(figure.indicator):
        tests.append(f"OR(ISBLANK({numerator}),{numerator}<={cell})")
    return {
        "validate": "custom",
        "value": f"=AND({','.join(tests)})",
        **_say(words, "denominator", _meaning(figure.indicator.denominator, words)),
        **_refuse(words, "whole" if is_part_of_whole(figure.indicator) else "divisor"),
    }


def is_part_of_whole(indicator: Indicator) -> bool:
    """Whether a numerator is counted within its denominator."""
    return indicator.is_percent and indicator.maximum == _WHOLE_PERCENT


def limit_value(words: Wording, indicator: Indicator) -> Limit:
    """Check a value: a whole count, or a number within the indicator's range."""
    measure = measure_name(words, indicator)
    is_share = indicator.kind is IndicatorKind.RATIO
    is_count = indicator.kind in (IndicatorKind.COUNT, IndicatorKind.DISTRIBUTION)
    message = "number" if indicator.maximum is None else "range"
    return {
        "validate": "integer" if is_count else "decimal",
        "criteria": "between",
        "minimum": 0 if is_count or is_share else -_FARTHEST,
        "maximum": _FARTHEST if indicator.maximum is None else f"{indicator.maximum:.12g}",
        **_say(words, "rate" if is_share else "value", measure),
        **_refuse(words, "count" if is_count else message, maximum=_bound(words, indicator)),
    }


def _bound(words: Wording, indicator: Indicator) -> str:
    """Write an indicator's maximum; "" where it has none."""
    if indicator.maximum is None:
        return ""
    decimals = 0 if indicator.maximum == int(indicator.maximum) else indicator.decimals
    return format_number(indicator.maximum, decimals, words.language)


def limit_status(words: Wording) -> Limit:
    """Let a status be chosen from those there are."""
    return {
        "validate": "list",
        "source": list(status_names(words)),
        **_say(words, "status", ""),
        **_refuse(words, "status"),
    }


def limit_day(words: Wording, spec: FormSpec) -> Limit:
    """Check a cut-off date: from a year before the period to two years after it."""
    first, last = spec.period.year_before().start, spec.period.end + timedelta(days=731)
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": first,
        "maximum": last,
        **_say(words, "as_of", ""),
        **_refuse(words, "date", first=_day(words, first), last=_day(words, last)),
    }


def _day(words: Wording, day: date) -> str:
    return format_date(day, words.language)


def suggest_sources(words: Wording, source: str) -> Limit:
    """Offer the documents of the register; any other source may be written too."""
    return {
        "validate": "list",
        "source": source,
        "show_error": False,
        **_say(words, "source", ""),
    }


def _meaning(text: Text | None, words: Wording) -> str:
    return text.best(words.language) if text is not None else ""


def _say(words: Wording, key: str, about: str) -> Limit:
    """Return what Excel shows beside a cell that is chosen."""
    return {
        "input_title": _cut(words(f"input.{key}.title"), _LONGEST_TITLE),
        "input_message": _cut(words(f"input.{key}", about=about).strip(), _LONGEST_MESSAGE),
    }


def _refuse(words: Wording, key: str, **facts: str) -> Limit:
    """Return what Excel says of an entry that it refuses."""
    return {
        "error_title": _cut(words("refused.title"), _LONGEST_TITLE),
        "error_message": _cut(words(f"refused.{key}", **facts), _LONGEST_MESSAGE),
    }


def _cut(text: str, longest: int) -> str:
    """Shorten a text to what Excel takes, between words."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(None, 1)[0] + "…"
