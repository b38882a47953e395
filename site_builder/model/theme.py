"""A theme as it was read: templates, words, styles, fonts; its parents joined in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace


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

    def speaking(self, languages: Sequence[str]) -> Theme:
        """Return the theme with words for each of a site's languages.

        A language that the theme has no words for at all borrows those of the site's first
        language that has some, else the first of the theme's: texts may be translated
        before the theme is.
        """
        spoken = [name for name in (*languages, *self.wording) if name in self.wording]
        borrowed = self.wording[spoken[0]] if spoken else {}
        missing = {name: borrowed for name in languages if name not in self.wording}
        return replace(self, wording={**self.wording, **missing})
