"""Find the kinds that installed plugins offer."""

from __future__ import annotations

from importlib.metadata import entry_points

from site_builder.errors import UsageError
from site_builder.extension import Kinds

GROUP = "site_builder.kinds"


def load_plugins() -> tuple[Kinds, ...]:
    """Return the tables of kinds of every installed plugin, in the order of their names.

    Raises:
        UsageError: If an entry point is not a table of kinds.
    """
    found = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return tuple(_checked(point.name, point.load()) for point in found)


def _checked(name: str, offered: object) -> Kinds:
    if not isinstance(offered, Kinds):
        raise UsageError("plugin_not_kinds", (("name", name), ("group", GROUP)))
    return offered
