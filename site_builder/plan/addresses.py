"""Where a page lies: names made fit for files and links, sections, languages.

A name must work as a file on every disk, in a folder on a share, and in a link without
percent signs. So only small ASCII letters, digits and hyphens are left in it.
"""

from __future__ import annotations

import re
import unicodedata

from site_builder.model.site import SECTIONS, SiteConfig
from site_builder.suggest import fold

_PRIME = re.compile(r"′|['’](?!\w)")
_APOSTROPHE = re.compile(r"['’]")
_SIGNS = str.maketrans({"+": "-plus-", "%": "-percent-"})
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))]
)
"""Names that Windows keeps for devices: a file ``con.html`` cannot be opened there."""


def make_slug(name: str) -> str:
    """Make a code, id or file name fit for an address.

    ``CT3′`` becomes ``ct3-prime``, so that it does not meet ``CT3``. Letters that have no
    ASCII form are written as their code points: the answer is never empty, and two names
    that still meet are reported as a collision of pages.
    """
    marked = _PRIME.sub("-prime-", unicodedata.normalize("NFKC", name))
    plain = fold(_APOSTROPHE.sub("", marked).translate(_SIGNS))
    spelt = "".join(_spell(letter) for letter in plain)
    slug = re.sub("-+", "-", spelt).strip("-") or "-".join(f"u{ord(c):x}" for c in name)
    return f"{slug}-" if is_device(slug) else slug


def is_device(name: str) -> bool:
    """Whether Windows keeps a name for a device, with or without a suffix."""
    return name.casefold().split(".", 1)[0] in _DEVICES


def _spell(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isalnum() else "-"
    return f"u{ord(letter):x}" if letter.isalnum() else "-"


def section_word(site: SiteConfig, section: str) -> str:
    """Return the URL word of a section, as ``site.yaml`` sets it or by default."""
    return site.paths.get(section, SECTIONS[section])


def language_prefix(site: SiteConfig, language: str) -> str:
    """Return the folder of a language with its slash; "" for the first language."""
    return "" if language == site.default_language else f"{language}/"


def section_page(site: SiteConfig, language: str, section: str, name: str = "index") -> str:
    """Return the path of a page of a section; ``name`` is already fit for a file."""
    return f"{language_prefix(site, language)}{section_word(site, section)}/{name}.html"


def content_page(site: SiteConfig, language: str, key: str) -> str:
    """Return the path of a text page by its content key, below its section's URL word."""
    folder, *rest = key.split("/")
    if folder == "guidance" and rest:
        name = "/".join(make_slug(part) for part in rest)
        return section_page(site, language, "guidance", name)
    name = "/".join(make_slug(part) for part in (folder, *rest))
    return f"{language_prefix(site, language)}{name}.html"
