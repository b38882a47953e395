"""A YAML file as a tree that knows where each key and value stands.

Values stay the text that was written: what ``no`` or ``001`` means is decided later, by what
is expected there. The tree is made from PyYAML's events, so that a hostile file is left at
the first nesting too deep, and all unwanted features are reported together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from site_builder.config import rules
from site_builder.config.source_text import compose_letters
from site_builder.config.syntax import explain_syntax
from site_builder.diagnostics import Checked, Diagnostic, Location, Rule, make_diagnostic

DEEPEST = 20
"""Levels of nesting that a file may have; ours need five."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Place:
    """A position in the file, both numbers from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """One value as written; ``plain`` means without quotes."""

    place: Place
    text: str
    plain: bool

    @property
    def is_null(self) -> bool:
        """Whether nothing stands here: ``key:``, ``key: ~`` or ``key: null``."""
        return self.plain and self.text in _NULLS


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list of nodes."""

    place: Place
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class MapNode:
    """Keys with their nodes, in the order of the file; each key once."""

    place: Place
    entries: tuple[tuple[ScalarNode, Node], ...]

    def get(self, key: str) -> Node | None:
        """Return the node of a key, or None where the key is not there."""
        return next((node for name, node in self.entries if name.text == key), None)


Node = ScalarNode | ListNode | MapNode


@dataclass(frozen=True, slots=True)
class YamlFile:
    """One file with its outermost map."""

    path: str
    root: MapNode

    def at(self, *steps: str | int, key: bool = False) -> Location:
        """Return where a value stands, or its key; where a step is missing, what holds it."""
        node: Node = self.root
        place = node.place
        for step in steps:
            name, below = _step(node, step)
            if below is None:
                return Location(self.path, place.line, place.column)
            place = name if key and name is not None else below.place
            node = below
        return Location(self.path, place.line, place.column)


def _step(node: Node, step: str | int) -> tuple[Place | None, Node | None]:
    """Go one step down a path: (place of the key, node below)."""
    if isinstance(node, MapNode):
        found = next((entry for entry in node.entries if entry[0].text == step), None)
        return (found[0].place, found[1]) if found else (None, None)
    if isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
        return None, node.items[step]
    return None, None


class _UnreadableError(Exception):
    """The rest of the file cannot be read; the reason is among the problems."""


def compose(path: str, text: str) -> Checked[YamlFile]:
    """Read a text as one YAML map.

    Returns:
        The tree, or None where its structure cannot be relied on. With a tree there can
        still be problems: repeated keys (the first one is kept), tags, anchors.
    """
    problems: list[Diagnostic] = []
    try:
        events = _parse(path, text, problems)
        root = _compose_document(path, iter(events), problems)
    except _UnreadableError:
        return Checked(None, tuple(problems))
    return Checked(None if root is None else YamlFile(path, root), tuple(problems))


def _parse(path: str, text: str, problems: list[Diagnostic]) -> list[yaml.Event]:
    """Return the events of a text, from the fast parser if it accepts the text.

    The Python parser is asked again where the fast one fails: only its messages and
    places are the same on every machine.
    """
    for loader in (getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader):
        try:
            return list(_shallow(path, yaml.parse(text, Loader=loader), problems))
        except yaml.YAMLError as error:
            refused = error
    problems.append(explain_syntax(path, refused))
    raise _UnreadableError


def _shallow(
    path: str, events: Iterator[yaml.Event], problems: list[Diagnostic]
) -> Iterator[yaml.Event]:
    """Pass events on until one is nested too deep."""
    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            problems.append(_problem(rules.TOO_DEEP, path, event, largest=DEEPEST))
            raise _UnreadableError
        yield event


def _problem(rule: Rule, path: str, event: yaml.Event, **facts: str | int) -> Diagnostic:
    """Report something at the start of an event."""
    place = _place(event)
    return make_diagnostic(rule, Location(path, place.line, place.column), **facts)


def _place(event: yaml.Event) -> Place:
    """Return where an event starts."""
    mark = event.start_mark
    return Place(1, 1) if mark is None else Place(mark.line + 1, mark.column + 1)


def _compose_document(
    path: str, events: Iterator[yaml.Event], problems: list[Diagnostic]
) -> MapNode | None:
    """Read the first document; a second one is a problem."""
    root: Node | None = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if root is not None:
                problems.append(_problem(rules.SECOND_DOCUMENT, path, event))
                break
            root = _compose_node(path, next(events), events, problems)
    if root is None or (isinstance(root, ScalarNode) and root.is_null):
        problems.append(make_diagnostic(rules.EMPTY_FILE, Location(path)))
        return None
    if not isinstance(root, MapNode):
        location = Location(path, root.place.line, root.place.column)
        problems.append(make_diagnostic(rules.MAP_EXPECTED, location, key=path))
        return None
    return root


def _compose_node(
    path: str, event: yaml.Event, events: Iterator[yaml.Event], problems: list[Diagnostic]
) -> Node:
    """Make the node that an event starts, taking its further events."""
    if isinstance(event, yaml.AliasEvent):
        problems.append(_problem(rules.ANCHOR, path, event, value=f"*{event.anchor}"))
        raise _UnreadableError
    assert isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent))  # noqa: S101 # narrows
    if event.anchor is not None:
        problems.append(_problem(rules.ANCHOR, path, event, value=f"&{event.anchor}"))
    if event.tag is not None:
        problems.append(_problem(rules.TAG, path, event, value=str(event.tag)))
    if isinstance(event, yaml.ScalarEvent):
        return ScalarNode(_place(event), compose_letters(event.value), not event.style)
    if isinstance(event, yaml.SequenceStartEvent):
        return _compose_list(path, event, events, problems)
    return _compose_map(path, event, events, problems)


def _compose_list(
    path: str, start: yaml.Event, events: Iterator[yaml.Event], problems: list[Diagnostic]
) -> ListNode:
    """Make a list from the events up to its end."""
    items = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(_compose_node(path, event, events, problems))
    return ListNode(_place(start), tuple(items))


def _compose_map(
    path: str, start: yaml.Event, events: Iterator[yaml.Event], problems: list[Diagnostic]
) -> MapNode:
    """Make a map from the events up to its end; the first of equal keys stays."""
    entries: dict[str, tuple[ScalarNode, Node]] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _compose_node(path, event, events, problems)
        value = _compose_node(path, next(events), events, problems)
        if not isinstance(key, ScalarNode) or key.text == "" or key.is_null:
            problems.append(_problem(rules.NOT_A_KEY, path, event))
        elif key.text == "<<" and key.plain:
            problems.append(_problem(rules.MERGE_KEY, path, event))
        elif key.text in entries:
            first = entries[key.text][0].place.line
            problems.append(_problem(rules.DUPLICATE_KEY, path, event, value=key.text, first=first))
        else:
            entries[key.text] = (key, value)
    return MapNode(_place(start), tuple(entries.values()))
