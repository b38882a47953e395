"""Write numbers as people of a locale type them, and know those that could be misread."""

from __future__ import annotations

import re
from decimal import Decimal

VIETNAMESE = "vi"

_POINT_OF_THREE = re.compile(r"[+-]?\d{1,3}\.\d{3}")


def write_decimal(number: Decimal, locale: str | None) -> str:
    """Write all digits of a number, without an exponent, with the decimal mark of a locale."""
    text = format(number.normalize(), "f")
    return text.replace(".", ",") if locale == VIETNAMESE else text


def may_be_thousands(text: str) -> bool:
    """Whether the point of a number may stand before decimals or thousands: ``1.234``."""
    return _POINT_OF_THREE.fullmatch(text) is not None
