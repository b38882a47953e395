"""Addresses as pages write them: told apart and followed, without opening anything."""

from __future__ import annotations

import posixpath
import re

_ESCAPE = re.compile(rb"%([0-9a-fA-F]{2})")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def is_external(address: str) -> bool:
    """Whether an address names a scheme or a host (``https:``, ``mailto:``, ``//``)."""
    return _SCHEME.match(address) is not None


def resolve(page: str, address: str) -> str:
    """Return the path that a relative address leads to, from the root of ``page``'s path.

    An address that is only an anchor or a query leads to the page itself.
    """
    path = unescape_address(address.partition("#")[0].partition("?")[0])
    if not path:
        return page
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))


def anchor_of(address: str) -> str:
    """Return the anchor of an address, "" where it has none."""
    return unescape_address(address.partition("#")[2])


def unescape_address(text: str) -> str:
    """Read the percent signs of an address."""
    if "%" not in text:
        return text
    return _ESCAPE.sub(lambda m: bytes([int(m[1], 16)]), text.encode()).decode("utf-8", "replace")
