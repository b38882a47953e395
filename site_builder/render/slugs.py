"""Turn a heading into an anchor that survives being typed: ASCII, words joined by hyphens."""

from __future__ import annotations

import re

from site_builder.suggest import fold

_NOT_WORD = re.compile(r"[^a-z0-9]+")


def slugify(text: str, separator: str = "-") -> str:
    """Return the anchor of a text: "Đất đai" becomes ``dat-dai``.

    Python-Markdown's own function loses đ, which has no decomposition in Unicode.
    """
    return _NOT_WORD.sub(separator, fold(text)).strip(separator) or "muc"
