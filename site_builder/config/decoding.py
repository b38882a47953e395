"""Decode a YAML tree through a pydantic model, and give every error its place."""

from __future__ import annotations

import typing
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from site_builder.config import rules
from site_builder.config.tree import ListNode, MapNode, Node, ScalarNode, YamlFile
from site_builder.config.values import RefusedError
from site_builder.diagnostics import Checked, Diagnostic, Fact, Rule, make_diagnostic
from site_builder.model.text import Text
from site_builder.suggest import closest


class FileModel(BaseModel):
    """A map in one of our files: no key but those declared."""

    model_config = ConfigDict(extra="forbid", frozen=True)


M = TypeVar("M", bound=FileModel)

_SHAPES: Mapping[str, Rule] = {
    "model_type": rules.MAP_EXPECTED,
    "model_attributes_type": rules.MAP_EXPECTED,
    "dict_type": rules.MAP_EXPECTED,
    "list_type": rules.LIST_EXPECTED,
    "tuple_type": rules.LIST_EXPECTED,
}


def decode(model: type[M], file: YamlFile) -> Checked[M]:
    """Decode a file; the value is None if anything in it was refused."""
    try:
        return Checked(model.model_validate(_plain(file.root)))
    except ValidationError as refused:
        errors = refused.errors(include_url=False)
        return Checked(None, tuple(_explain(model, file, error) for error in errors))


def _plain(node: Node) -> Any:
    """Return a tree as dicts, lists, texts and None."""
    match node:
        case ScalarNode():
            return None if node.is_null else node.text
        case ListNode():
            return [_plain(item) for item in node.items]
        case MapNode():
            return {key.text: _plain(value) for key, value in node.entries}


def _explain(model: type[FileModel], file: YamlFile, error: ErrorDetails) -> Diagnostic:
    """Turn one error of pydantic into a problem.

    Raises:
        TypeError: For a kind of error that our models do not make: a bug of ours.
    """
    path = error["loc"]
    key = str(path[-1])
    if error["type"] == "extra_forbidden":
        return _unknown_key(model, file, path)
    if error["type"] == "missing":
        return make_diagnostic(rules.MISSING_KEY, file.at(*path), key=key)
    if key == "[key]":
        path = path[:-1]
    place = file.at(*path, key=key == "[key]")
    facts: dict[str, Fact] = {"key": ".".join(str(step) for step in path if step != "")}
    if error["type"] == "value_error":
        reason = error["ctx"]["error"]
        if isinstance(reason, RefusedError):
            return make_diagnostic(reason.rule, place, **{**facts, **reason.facts})
    if error["type"] in _SHAPES:
        rule = rules.EMPTY_VALUE if error["input"] is None else _SHAPES[error["type"]]
        return make_diagnostic(rule, place, **facts)
    raise TypeError(f"no rule for {error['type']} at {place}")


def _unknown_key(model: type[FileModel], file: YamlFile, path: tuple[str | int, ...]) -> Diagnostic:
    """Report a key that no field has, with those that there are."""
    key = str(path[-1])
    allowed = list(keys_of(_model_at(model, path[:-1])))
    facts = {"key": key, "value": key, "allowed": ", ".join(allowed)}
    guess = closest(key, allowed) or ""
    return make_diagnostic(rules.UNKNOWN_KEY, file.at(*path, key=True), suggestion=guess, **facts)


def keys_of(model: type[BaseModel]) -> Mapping[str, Any]:
    """Return the fields of a model by the key that stands in a file."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _model_at(model: type[BaseModel], path: Sequence[str | int]) -> type[BaseModel]:
    """Return the model of the map at a path."""
    for step in path:
        if isinstance(step, str):
            model = _model_inside(keys_of(model)[step].annotation) or model
    return model


def _model_inside(annotation: Any) -> type[BaseModel] | None:
    """Find the model in an annotation such as ``list[TargetEntry] | None``."""
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, BaseModel) else None
    inside = (_model_inside(part) for part in typing.get_args(annotation))
    return next((found for found in inside if found is not None), None)


def make_text(given: Mapping[str, str] | None, languages: Sequence[str]) -> Text | None:
    """Make a text: the site's languages first, in its order, then others as written."""
    if given is None:
        return None
    named = {language or languages[0]: text for language, text in given.items()}
    order = [language for language in languages if language in named]
    order += [language for language in named if language not in languages]
    return Text(tuple((language, named[language]) for language in order))


def check_first_language(
    file: YamlFile, texts: Mapping[str, Text | None], first: str
) -> tuple[Diagnostic, ...]:
    """Warn of texts that the site's default language lacks; by dotted key."""
    return tuple(
        make_diagnostic(
            rules.NO_FIRST_LANGUAGE,
            file.at(*(int(step) if step.isdigit() else step for step in key.split("."))),
            key=key,
            value=first,
        )
        for key, text in texts.items()
        if text is not None and not text.is_translated(first)
    )
