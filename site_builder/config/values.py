"""Read the values of our YAML files from the text that was written.

A reader takes the raw text of a value (None where nothing stands there, a dict or list where
a block stands) and answers with what is meant, or raises ``RefusedError`` with the rule that
it breaks and facts for its sentence; ``decoding`` gives it its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import TypeVar
from zoneinfo import ZoneInfo, available_timezones

from site_builder.config import rules
from site_builder.diagnostics import Fact, Rule
from site_builder.model.period import Period, parse_period
from site_builder.suggest import closest, fold

E = TypeVar("E", bound=Enum)


class RefusedError(ValueError):
    """A value that its field cannot take: the rule, and facts for its sentence."""

    def __init__(self, rule: Rule, **facts: Fact) -> None:
        super().__init__(rule, facts)
        self.rule = rule
        self.facts = facts


def read_word(value: object) -> str:
    """Take the text of a single value, without blanks around it; it may not be empty."""
    if value is None:
        raise RefusedError(rules.EMPTY_VALUE)
    if not isinstance(value, str):
        raise RefusedError(rules.SINGLE_EXPECTED)
    if not value.strip():
        raise RefusedError(rules.EMPTY_VALUE)
    return value.strip()


_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?", re.ASCII)


def read_number(value: object) -> float:
    """Read a number with a decimal point; a comma is refused with the likely meaning."""
    text = read_word(value).replace("\N{MINUS SIGN}", "-")
    if _NUMBER.fullmatch(text) is None:
        pointed = text.replace(",", ".")
        guess = pointed if _NUMBER.fullmatch(pointed) else ""
        raise RefusedError(rules.NOT_A_NUMBER, value=text, suggestion=guess)
    return float(text)


def whole_number(smallest: int, largest: int) -> Callable[[object], int]:
    """Make the reader of a whole number within bounds."""

    def read(value: object) -> int:
        """Read the number."""
        text = read_word(value)
        if re.fullmatch(r"[+-]?\d+", text, re.ASCII) is None:
            raise RefusedError(rules.NOT_WHOLE, value=text)
        if not smallest <= float(text) <= largest:
            facts: dict[str, Fact] = {"smallest": smallest, "largest": largest}
            raise RefusedError(rules.OUT_OF_RANGE, value=text, **facts)
        return int(text)

    return read


def read_flag(value: object) -> bool:
    """Read ``true`` or ``false``; YAML's ``yes``, ``on`` and the like are not taken."""
    text = read_word(value)
    if text.lower() not in {"true", "false"}:
        guess = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(text.lower(), "")
        raise RefusedError(rules.NOT_A_FLAG, value=text, suggestion=guess)
    return text.lower() == "true"


def choice(*allowed: str) -> Callable[[object], str]:
    """Make the reader of one of a few words."""

    def read(value: object) -> str:
        """Read the word."""
        text = read_word(value)
        if text not in allowed:
            guess = closest(text, allowed) or ""
            names = ", ".join(allowed)
            raise RefusedError(rules.UNKNOWN_CHOICE, value=text, suggestion=guess, allowed=names)
        return text

    return read


def member_of(kind: type[E]) -> Callable[[object], E]:
    """Make the reader of an enumeration's values."""
    read = choice(*(str(member.value) for member in kind))
    return lambda value: kind(read(value))


def read_period(value: object) -> Period:
    """Read a period in its standard form."""
    text = read_word(value)
    if (period := parse_period(text)) is None:
        raise RefusedError(rules.BAD_PERIOD, value=text)
    return period


_LOCAL_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


def read_date(value: object) -> date:
    """Read an ISO date; for day/month/year the ISO form is suggested."""
    text = read_word(value)
    day = _iso_date(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) else None
    if day is None:
        local = _LOCAL_DATE.fullmatch(text)
        guess = _iso_date(f"{local[3]}-{local[2]:0>2}-{local[1]:0>2}") if local else None
        raise RefusedError(
            rules.BAD_DATE, value=text, suggestion=guess.isoformat() if guess else ""
        )
    return day


def _iso_date(text: str) -> date | None:
    """Return the day of an ISO date, None where the calendar has no such day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


LANGUAGE_PATTERN = r"[a-z]{2,3}(-[a-z0-9]{2,8})*"
_LANGUAGE = re.compile(LANGUAGE_PATTERN, re.ASCII)

_COUNTRIES = {"vn": "vi", "us": "en", "gb": "en", "cn": "zh", "jp": "ja"}
"""Codes of countries that are often taken for those of their languages, and are none."""


def read_language(value: object) -> str:
    """Read a language code: two or three small letters, perhaps with a script or region."""
    text = read_word(value)
    if _LANGUAGE.fullmatch(text) is None or text in _COUNTRIES:
        guess = text.lower().replace("_", "-")
        guess = _COUNTRIES.get(guess, guess)
        guess = guess if _LANGUAGE.fullmatch(guess) else ""
        raise RefusedError(rules.BAD_LANGUAGE, value=text, suggestion=guess)
    return text


def read_timezone(value: object) -> str:
    """Read a name of the time zone database."""
    text = read_word(value)
    try:
        ZoneInfo(text)
    except (OSError, ValueError, KeyError) as unknown:
        zones = [name for name in available_timezones() if "/" in name]
        guess = closest(text, zones) or ""
        raise RefusedError(rules.UNKNOWN_TIMEZONE, value=text, suggestion=guess) from unknown
    return text


_URL = re.compile(
    r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?(/[A-Za-z0-9._~%!$&'()*+,;=:@-]*)*",
    re.ASCII,
)


def read_url(value: object) -> str:
    """Read the address of a web root: no user, query or fragment, nothing to escape."""
    text = read_word(value)
    if _URL.fullmatch(text) is None:
        guess = f"https://{text}"
        guess = guess if "." in text and _URL.fullmatch(guess) else ""
        raise RefusedError(rules.BAD_URL, value=text, suggestion=guess)
    return text


def read_url_word(value: object) -> str:
    """Read one part of an address: small ASCII letters and digits, joined by hyphens."""
    text = read_word(value)
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text, re.ASCII) is None:
        guess = "-".join(re.findall(r"[a-z0-9]+", fold(text)))
        raise RefusedError(rules.BAD_URL_WORD, value=text, suggestion=guess)
    return text


_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
LONGEST_NAME = 60
"""Characters in a code: it becomes a file's name."""


def read_name(value: object) -> str:
    """Read a code that becomes a file's name, on any system."""
    text = read_word(value)
    if not _is_name(text):
        guess = "-".join(re.findall(r"[A-Za-z0-9._]+", _plain_letters(text))).strip("._-")
        guess = guess if _is_name(guess) else ""
        raise RefusedError(rules.BAD_NAME, value=text, suggestion=guess)
    return text


def _is_name(text: str) -> bool:
    """Whether a text can be a file's name as it is, on Windows too."""
    safe = re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_-])?", text, re.ASCII) is not None
    return safe and len(text) <= LONGEST_NAME and _DEVICES.fullmatch(text) is None


def _plain_letters(text: str) -> str:
    """Take the accents off letters, keeping capitals."""
    return "".join(fold(c).upper() if c.isupper() else fold(c) for c in text)
