"""Read catalogues of texts: YAML files in which every value is text, whatever it looks like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from site_builder.errors import DiskError


class _TextLoader(yaml.SafeLoader):
    """A loader that makes text of every scalar: ``no`` is a word here, not a Boolean."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own attribute


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
        value = yaml.load(content.decode("utf-8-sig"), Loader=_TextLoader)  # noqa: S506 - it is a SafeLoader
    except (UnicodeDecodeError, yaml.YAMLError) as failed:
        raise _damaged(path, " ".join(str(failed).split())) from failed
    if value is None or value == "":
        return {}
    if not isinstance(value, dict):
        raise _damaged(path, type(value).__name__)
    return value


def _damaged(path: str, reason: str) -> DiskError:
    return DiskError("catalogue_damaged", (("path", path), ("reason", reason)))
