"""Addresses between files of an edition: always relative, always naming a file.

That one form works under any path of any server and from a folder on a share.
"""

from __future__ import annotations

ASSETS = "../assets"
"""The shared assets, seen from an edition's root: one folder up, beside the editions."""

EDITIONS = "../editions.html"
"""The list of editions, seen from an edition's root."""

_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def relative(from_path: str, to_path: str) -> str:
    """Return the address of one file as written in another.

    Args:
        from_path: The page, relative to the edition's root.
        to_path: The other file, relative to the same root; it may lead out of it
            (``../assets/x.css``) and may end in an anchor.
    """
    target, mark, anchor = to_path.partition("#")
    here = from_path.split("/")[:-1]
    there = target.split("/")
    while here and len(there) > 1 and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "../" * len(here) + _encoded("/".join(there)) + mark + anchor


def _encoded(path: str) -> str:
    """Write a path as an address; the stages may not load the library that also opens them."""
    return "".join(
        char if char in _PLAIN else "".join(f"%{byte:02X}" for byte in char.encode())
        for char in path
    )
