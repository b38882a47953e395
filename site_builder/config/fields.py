"""The types of fields in our YAML files, for pydantic: readers of values with their schemas.

The JSON Schema beside each type says what an editor, which knows only YAML's own types, may
accept there.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, PlainValidator, WithJsonSchema

from site_builder.config import rules
from site_builder.config.values import (
    LANGUAGE_PATTERN,
    RefusedError,
    read_date,
    read_flag,
    read_language,
    read_name,
    read_number,
    read_period,
    read_word,
)
from site_builder.model.period import Period


def split_languages(value: object) -> object:
    """Turn a plain text into a map with the empty language, which means the site's first."""
    return value if isinstance(value, dict) else {"": read_word(value)}


def keep_translations(value: dict[str, str]) -> dict[str, str]:
    """Leave out the languages that are still empty; one at least must be there."""
    given = {language: text for language, text in value.items() if text}
    if not given:
        raise RefusedError(rules.EMPTY_VALUE)
    return given


def _language_or_first(value: object) -> str:
    """Read a language code, or take the empty one that stands for the first language."""
    return "" if value == "" else read_language(value)


def _text_of_language(value: object) -> str:
    """Take one translation: it may be empty, as long as another is there."""
    return "" if value is None or value == "" else read_word(value)


def at_least_one(value: list[str]) -> list[str]:
    """Refuse an empty list and repeated items."""
    if not value:
        raise RefusedError(rules.EMPTY_LIST)
    return no_repeats(value)


def no_repeats(value: list[str]) -> list[str]:
    """Refuse a list that names the same thing twice."""
    for index, item in enumerate(value):
        if item in value[:index]:
            raise RefusedError(rules.REPEATED_ITEM, value=item)
    return value


_ANY_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_PERIOD_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "pattern": r"^\d{4}(-(S[12]|Q[1-4]|0[1-9]|1[0-2]))?$"},
        {"type": "integer", "minimum": 1000, "maximum": 9999},
    ]
}
_NUMBER_SCHEMA: dict[str, Any] = {
    "anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[+-\u2212]?[0-9.]+"}]
}
_FLAG_SCHEMA: dict[str, Any] = {
    "anyOf": [{"type": "boolean"}, {"enum": ["true", "false", "True", "False", "TRUE", "FALSE"]}]
}
_TEXT_SCHEMA: dict[str, Any] = {
    "anyOf": [
        _ANY_SCALAR,
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": f"^{LANGUAGE_PATTERN}$"},
            "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
        },
    ]
}


def whole_schema(smallest: int, largest: int) -> dict[str, Any]:
    """Return the JSON Schema of a whole number within bounds."""
    whole = {"type": "integer", "minimum": smallest, "maximum": largest}
    return {"anyOf": [whole, {"type": "string", "pattern": r"^[+-]?\d+$"}]}


Word = Annotated[str, PlainValidator(read_word), WithJsonSchema(_ANY_SCALAR)]
Name = Annotated[str, PlainValidator(read_name), WithJsonSchema({"type": ["string", "number"]})]
Number = Annotated[float, PlainValidator(read_number), WithJsonSchema(_NUMBER_SCHEMA)]
Flag = Annotated[bool, PlainValidator(read_flag), WithJsonSchema(_FLAG_SCHEMA)]
PeriodField = Annotated[Period, PlainValidator(read_period), WithJsonSchema(_PERIOD_SCHEMA)]
DateField = Annotated[
    date, PlainValidator(read_date), WithJsonSchema({"type": "string", "format": "date"})
]
LanguageCode = Annotated[
    str,
    PlainValidator(read_language),
    WithJsonSchema({"type": "string", "pattern": f"^{LANGUAGE_PATTERN}$"}),
]
TextField = Annotated[
    dict[
        Annotated[str, PlainValidator(_language_or_first)],
        Annotated[str, PlainValidator(_text_of_language)],
    ],
    BeforeValidator(split_languages),
    AfterValidator(keep_translations),
    WithJsonSchema(_TEXT_SCHEMA),
]
