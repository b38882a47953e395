"""Estimate how wide a text is, without a font at hand.

Good to a few per cent for names in the portal's own family: enough to cut a long name before
it leaves its column.
"""

from __future__ import annotations

import unicodedata

from site_builder.charts.look import FONT_SIZE

_EMS = {
    " ": 0.21,
    **dict.fromkeys("ijlI.,:;'’|!()[]", 0.29),
    **dict.fromkeys("frt-/", 0.35),
    **dict.fromkeys("sczxvyk", 0.47),
    **dict.fromkeys("mw", 0.8),
    **dict.fromkeys("MWQO@%", 0.8),
    "…": 0.95,
}
_CAPITAL = 0.61
_OTHER = 0.545
"""Widths in the size of the letters; others are of middling width."""


def width(text: str) -> float:
    """Return about how many pixels a text takes at the charts' letter size."""
    bases = unicodedata.normalize("NFD", text)
    ems = sum(_em(sign) for sign in bases if not unicodedata.combining(sign))
    return ems * FONT_SIZE


def _em(sign: str) -> float:
    return _EMS.get(sign, _CAPITAL if sign.isupper() else _OTHER)


def shorten(text: str, room: float) -> str:
    """Cut a text to so many pixels, with an ellipsis; a short one stays as it is."""
    if width(text) <= room:
        return text
    kept = next(n for n in range(len(text) - 1, -1, -1) if width(text[:n].rstrip() + "…") <= room)
    return text[:kept].rstrip() + "…"
