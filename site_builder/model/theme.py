"""A theme as it was read: templates, words, styles, fonts; its parents joined in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with its parents.

    ``templates`` maps a name to its text: ``page.html`` is the nearest theme's, and
    ``base/page.html`` (theme name, slash, name) is that very theme's, for extension.
    ``wording`` maps a language to texts by key, a child's over its parents'. ``assets``
    maps a path below the theme's ``assets/`` to bytes; styles refer to others by that path.
    """

    name: str
    templates: Mapping[str, str]
    wording: Mapping[str, Mapping[str, str]]
    assets: Mapping[str, bytes]
