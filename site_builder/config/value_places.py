"""Where the values of an indicator's file and of ``site.yaml`` stand.

Only the validate stage knows whether a unit, a method or a document exists, and what no text may
hold; by then the tree of the file is gone, so these places are kept for its messages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.config.tree import ListNode, MapNode, Node, ScalarNode, YamlFile

Places = Mapping[tuple[str, str], tuple[int, int]]
"""(line, column) of values by (path, dotted key)."""


def places_of_values(file: YamlFile) -> Places:
    """Return the places of all single values: ``targets.0.source``, ``notes.vi``."""
    return {
        (file.path, ".".join(steps)): (value.place.line, value.place.column)
        for steps, value in _values(file.root, ())
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
