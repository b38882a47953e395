"""Where ``latest`` points.

It is a symbolic link. Where the file system has none (some shares, Windows without the
right to make them) it is a folder whose one page, ``index.html``, leads on to the edition;
addresses of inner pages below ``latest/`` do not work there. A copying program may also
have turned the link into a copy of the edition; its ``build.json`` then says which.
"""

from __future__ import annotations

import errno
import os
import re
from html import escape
from pathlib import Path, PurePosixPath

from site_builder.editions import DamagedError, is_edition_name, parse_build
from site_builder.errors import DiskError

LATEST = "latest"
REDIRECT = "index.html"

_LEADS_TO = re.compile(rb'content="0; url=\.\./([^/"]+)/index\.html"')
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}


def read_latest(root: Path) -> str | None:
    """Return the edition that ``latest`` points at, or None where there is no ``latest``.

    Raises:
        DiskError: If something else stands in its place (``latest_strange``).
        OSError: If it cannot be read.
    """
    place = root / LATEST
    try:
        target = os.readlink(place)  # noqa: PTH115 - Path.readlink hides a trailing slash
    except FileNotFoundError:
        return None
    except OSError:
        if place.is_dir():
            return _read_folder(place)
        if place.exists():
            raise _strange(place) from None
        raise
    name = PurePosixPath(target.replace("\\", "/"))
    if not is_edition_name(str(name)):
        raise _strange(place)
    return str(name)


def _read_folder(place: Path) -> str:
    """Return the edition that a folder in place of the link is, or leads to."""
    if is_redirect(place):
        found = _LEADS_TO.search((place / REDIRECT).read_bytes())
        if found is not None:
            return found[1].decode()
    try:
        edition = parse_build((place / "build.json").read_bytes()).edition
    except (FileNotFoundError, DamagedError):
        raise _strange(place) from None
    # The copy is thrown away at the next switch, so the edition itself must be there.
    if not (place.parent / edition / "build.json").is_file():
        raise _strange(place)
    return edition


def is_redirect(place: Path) -> bool:
    """Whether ``latest`` is a folder that holds nothing but the page that leads on."""
    if place.is_symlink() or not place.is_dir():
        return False
    return {path.name for path in place.iterdir()} <= {REDIRECT}


def redirect_page(edition: str) -> bytes:
    """Write the page that stands in for the link."""
    address = escape(f"../{edition}/index.html")
    return (
        '<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="refresh" content="0; url={address}">\n'
        f"<title>{escape(edition)}</title>\n</head>\n"
        f'<body><p><a href="{address}">{escape(edition)}</a></p></body>\n</html>\n'
    ).encode()


def has_no_links(failed: OSError) -> bool:
    """Whether a refusal means that this file system, or this user, makes no links at all."""
    return failed.errno in _NO_LINKS or getattr(failed, "winerror", None) is not None


def _strange(place: Path) -> DiskError:
    return DiskError("latest_strange", (("path", str(place)),))
