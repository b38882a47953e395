"""Where an indicator's file names what other files define, or gives a figure of theirs.

Only the validate stage knows whether a unit, a method or a document exists; by then the tree
of the file is gone, so these places are kept for its messages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.config.tree import ListNode, MapNode, Node, ScalarNode, YamlFile

Places = Mapping[tuple[str, str], tuple[int, int]]
"""(line, column) of values by (path, dotted key)."""

_REFERENCES = frozenset({"headline_unit", "method", "quota_for", "source"})
_FIGURES = frozenset({("baseline", "value")})
"""Values that are held against the figures of the other files."""


def places_of_references(file: YamlFile) -> Places:
    """Return the places of units, methods, sources and figures: ``targets.0.source``."""
    return {
        (file.path, ".".join(steps)): (value.place.line, value.place.column)
        for steps, value in _values(file.root, ())
        if steps[-1] in _REFERENCES or steps in _FIGURES
    }


def _values(node: Node, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], ScalarNode]]:
    """Yield the single values of a tree, each with the steps that lead to it."""
    match node:
        case ScalarNode():
            yield above, node
        case ListNode():
            for number, item in enumerate(node.items):
                yield from _values(item, (*above, str(number)))
        case MapNode():
            for key, value in node.entries:
                yield from _values(value, (*above, key.text))
