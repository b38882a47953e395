"""Turn the renderer's SVG into one that may stand in a page: small, safe, accessible.

The renderer speaks English in its labels, numbers its ids over the life of a process and
passes on whatever a specification links to. So inner roles and labels go, ids are numbered
anew from the chart's own id, and only listed elements and attributes may stay.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET  # reads only what our own renderer wrote
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.charts.look import FAMILY, UNMEASURED

ELEMENTS = frozenset(
    {"svg", "g", "path", "line", "rect", "circle", "text", "tspan", "defs", "clipPath"}
)
SHAPES = frozenset({"path", "line", "rect", "circle"})
GEOMETRY = frozenset(
    {"d", "transform", "x", "y", "x1", "y1", "x2", "y2", "width", "height", "r", "cx", "cy"}
    | {"dx", "dy", "viewBox"}
)
LOOKS = frozenset(
    {"fill", "fill-opacity", "fill-rule", "opacity", "stroke", "stroke-opacity", "stroke-width"}
    | {"stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin"}
    | {"stroke-miterlimit", "text-anchor", "font-size", "font-style", "font-weight"}
    | {"font-family", "clip-path", "id"}
)
DROPPED = frozenset({"class", "role", "version", "pointer-events", "cursor"})
"""Harmless, and of no use to a reader."""

_PAINT = re.compile(r"none|transparent|currentColor|#[0-9a-fA-F]{3,8}|var\(--[a-z][a-z0-9-]*\)")
_OWN_REFERENCE = re.compile(r"url\(#([\w-]+)\)")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
_NOT_A_NUMBER = re.compile(r"NaN|Infinity|undefined")


@dataclass(frozen=True, slots=True)
class Frame:
    """What the page knows of the chart: its id, kind, and words for those who cannot see it."""

    id: str
    kind: str
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a drawing may not be shipped: ``empty``, ``not_finite`` or ``forbidden``."""

    reason: str
    what: str = ""


def finish_svg(text: str, frame: Frame) -> str | Unfit:
    """Return the finished SVG element, or why there is none.

    Args:
        text: The renderer's answer, a whole SVG document.
        frame: Ids and texts of the chart.
    """
    root = ET.fromstring(text)  # noqa: S314 # written by our own renderer
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    forbidden = _first_forbidden(root)
    if forbidden:
        return Unfit("forbidden", forbidden)
    is_empty = not any(_is_drawn(element) for element in _marks(root))
    _prune(root)
    wrong = next((v for e in root.iter() for v in e.attrib.values() if _NOT_A_NUMBER.search(v)), "")
    if wrong:
        return Unfit("not_finite", wrong[:60])
    if is_empty:
        return Unfit("empty")
    _renumber(root, frame.id)
    _label(root, frame)
    return ET.tostring(root, encoding="unicode")


def _first_forbidden(root: ET.Element) -> str:
    """Name the first element or attribute that is not on the lists, "" where all are."""
    for element in root.iter():
        if element.tag not in ELEMENTS:
            return f"<{element.tag}>"
        for name, value in element.attrib.items():
            if not _is_allowed(name, value):
                return f"<{element.tag} {name}={value[:40]!r}>"
    return ""


def _is_allowed(name: str, value: str) -> bool:
    if name in DROPPED or name.startswith("aria-") or name == "display":
        return True
    if name in {"fill", "stroke"}:
        return _PAINT.fullmatch(value) is not None
    if name == "clip-path":
        return _OWN_REFERENCE.fullmatch(value) is not None
    return name in GEOMETRY or name in LOOKS


def _prune(root: ET.Element) -> None:
    """Drop what draws nothing: hidden paths, empty groups, attributes without effect."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.get("display") == "none" or child.get("class") == "background":
                parent.remove(child)
    for element in root.iter():
        for name in [n for n in element.attrib if n in DROPPED or n.startswith("aria-")]:
            del element.attrib[name]
        for name in GEOMETRY & element.attrib.keys():
            element.set(name, _LONG_NUMBER.sub(_shorten, element.get(name, "")))
        if element.get("transform") == "translate(0,0)":
            del element.attrib["transform"]
        if element.get("opacity") == "1":
            del element.attrib["opacity"]
        if element.tag == "text" and element.get("font-family") in {FAMILY, UNMEASURED}:
            del element.attrib["font-family"]
    _flatten(root)


def _shorten(match: re.Match[str]) -> str:
    """Round to two decimals: a hundredth of a pixel cannot be seen."""
    return f"{round(float(match[0]), 2) + 0.0:g}" if "e" in match[0] else _plain(float(match[0]))


def _plain(number: float) -> str:
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _flatten(element: ET.Element) -> None:
    """Put the children of groups without attributes in their place, from the leaves up."""
    children: list[ET.Element] = []
    for child in list(element):
        _flatten(child)
        is_bare = child.tag == "g" and not child.attrib
        children.extend(list(child) if is_bare else [child])
    if children != list(element):
        element[:] = children


def _marks(root: ET.Element) -> Iterator[ET.Element]:
    """Yield what was drawn for data: not the axes and frames, which need none."""
    for group in root.iter("g"):
        if "role-mark" in group.get("class", "").split():
            yield from group


def _is_drawn(element: ET.Element) -> bool:
    """Whether an element puts a shape on the paper; a text alone is no chart."""
    is_shape = element.tag in SHAPES and element.get("display") != "none"
    return is_shape and (element.tag != "path" or bool(element.get("d")))


def _renumber(root: ET.Element, chart: str) -> None:
    """Number ids from the chart's own, and follow them in references."""
    old = [element.get("id", "") for element in root.iter() if "id" in element.attrib]
    new = {name: f"{chart}-part{number}" for number, name in enumerate(old, start=1)}
    for element in root.iter():
        if "id" in element.attrib:
            element.set("id", new[element.attrib["id"]])
        for name, value in element.attrib.items():
            if match := _OWN_REFERENCE.fullmatch(value):
                element.set(name, f"url(#{new.get(match[1], match[1])})")


def _label(root: ET.Element, frame: Frame) -> None:
    """Make the drawing one image with a name and a description in the page's language."""
    for name in list(root.attrib):
        if name.startswith("{") or name in LOOKS:
            del root.attrib[name]
    attributes = {
        "class": f"chart chart--{frame.kind}",
        "role": "img",
        "aria-labelledby": f"{frame.id}-svg-title {frame.id}-svg-desc",
        "focusable": "false",
        "font-family": f"{FAMILY}, sans-serif",
    }
    root.attrib.update(attributes)
    for position, (tag, text) in enumerate(_words(frame)):
        element = ET.Element(tag, {"id": f"{frame.id}-svg-{tag}"})
        element.text = text
        root.insert(position, element)


def _words(frame: Frame) -> Iterator[tuple[str, str]]:
    yield "title", frame.title
    yield "desc", frame.sentence
