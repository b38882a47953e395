"""Read catalogues of texts: YAML files in which every value is text, whatever it looks like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from site_builder.errors import DiskError


def _text_loader(base: type[yaml.SafeLoader]) -> type[yaml.SafeLoader]:
    """Make a loader that makes text of every scalar: ``no`` is a word here, not a Boolean."""
    return type("TextLoader", (base,), {"yaml_implicit_resolvers": {}})


_FAST = _text_loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader))
"""Every command reads dozens of catalogues first; the parser written in C takes a tenth of it."""

_SLOW = _text_loader(yaml.SafeLoader)
"""Only the messages of this one are the same on every machine."""


def parse_catalogue(content: bytes, path: str) -> Mapping[str, Any]:
    """Read a YAML mapping whose leaves are texts.

    Args:
        content: The file.
        path: Its name, for the error.

    Raises:
        DiskError: If it is not such a mapping (``catalogue_damaged``): the program's or the
            theme's own file is broken, not one of the site's.
    """
    try:
        value = _load(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, yaml.YAMLError) as failed:
        raise _damaged(path, " ".join(str(failed).split())) from failed
    if value is None or value == "":
        return {}
    if not isinstance(value, dict):
        raise _damaged(path, type(value).__name__)
    return value


def _load(text: str) -> Any:
    """Read YAML; raise what the parser written in Python says of a wrong text."""
    try:
        return yaml.load(text, Loader=_FAST)  # noqa: S506 - it is a SafeLoader
    except yaml.YAMLError:
        return yaml.load(text, Loader=_SLOW)  # noqa: S506 - it is a SafeLoader


def _damaged(path: str, reason: str) -> DiskError:
    return DiskError("catalogue_damaged", (("path", path), ("reason", reason)))
