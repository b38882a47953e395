"""Let the processes that draw see the theme's fonts and no others.

Fonts installed on a machine change the bytes of charts, and with hundreds of them each
text costs five times as much. Both settings work only before the renderer's first use.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from xml.sax.saxutils import escape

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def write_font_configuration(fonts: Path, folder: Path) -> Path:
    """Write a fontconfig file that knows one folder of fonts, and return its path."""
    path = folder / "fonts.conf"
    text = _CONFIGURATION.format(
        fonts=escape(str(fonts.resolve())), cache=escape(str(folder / "cache"))
    )
    path.write_text(text, encoding="utf-8")
    return path


def use_fonts(fonts: Path, configuration: Path) -> None:
    """Make this process draw with one folder of fonts.

    Must run before the renderer is used for the first time.
    """
    os.environ["FONTCONFIG_FILE"] = str(configuration)
    os.environ.pop("FONTCONFIG_PATH", None)
    import vl_convert  # noqa: PLC0415 # reads the environment set above

    vl_convert.register_font_directory(str(fonts.resolve()))


def digest_fonts(fonts: Path) -> str:
    """Return a digest of the fonts in a folder: their names and bytes."""
    digest = hashlib.sha256()
    for path in sorted(fonts.glob("*.[ot]tf")):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
