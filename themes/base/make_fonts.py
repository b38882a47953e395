"""Make the portal's own font family from Source Sans Pro.

The Open Font License lets anybody change and pass on that family, but reserves the name
"Source" for the original. So the changed one is called Portal Sans: three styles, cut down
to the letters of Vietnamese and the western European languages, punctuation, arrows and the
signs that the portal draws. Charts are measured with the TrueType files in ``fonts/``;
readers get the same outlines as WOFF2 from ``assets/fonts/``.

Run by hand when the letters change; the same source gives the same bytes::

    python themes/base/make_fonts.py FOLDER_WITH_SOURCE_SANS_PRO_TTF
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Portal Sans"
HERE = Path(__file__).parent
STYLES = {
    "Regular": "SourceSansPro-Regular.ttf",
    "Semibold": "SourceSansPro-Semibold.ttf",
    "Italic": "SourceSansPro-It.ttf",
}
"""Our styles and the files that they are made from."""

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""No tone, huyền, hỏi, ngã, sắc, nặng: combining marks, as text that is not NFC uses them."""

SIGNS = "\u2009\u202f‐‑–—‘’‚“”„†•…‰‹›€₫№™←↑→↓−√∞≈≠≤≥■□▲△▶▼▽◀◆◇○●✓"
"""Signs beyond Latin-1; those that the source has no glyph for are left out."""

LICENCE = 13
KEPT_NAMES = (0, 5, 8, 9, 11, LICENCE, 14)
"""Name records that stay: copyright, version, makers, licence (by the names table's numbers)."""


def vietnamese_letters() -> str:
    """Return every letter of Vietnamese with every tone, small and capital, in NFC."""
    small = [unicodedata.normalize("NFC", v + tone) for v in VOWELS for tone in TONES]
    return "".join([*small, "đ", *(letter.upper() for letter in small), "Đ"])


def wanted_characters() -> set[int]:
    """Return the code points of the subset."""
    latin = range(0x20, 0x17F)
    return {*latin, *map(ord, vietnamese_letters() + SIGNS + "".join(TONES) + "\u031b\u0302\u0306")}


def cut_down(font: TTFont) -> None:
    """Leave only the wanted letters, with all the features that their glyphs can use."""
    options = Options()
    options.layout_features = ["*"]
    options.name_IDs = list(KEPT_NAMES)
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.drop_tables += ["DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted_characters() & set(font.getBestCmap()))
    subsetter.subset(font)


def rename(font: TTFont, style: str) -> None:
    """Give the font our name wherever the reserved one stood, and say what it came from."""
    names = font["name"]
    regular = "Regular" if style == "Semibold" else style
    legacy = f"{FAMILY} Semibold" if style == "Semibold" else FAMILY
    identity = f"{FAMILY.replace(' ', '')}-{style}"
    ours = {1: legacy, 2: regular, 3: identity, 4: f"{FAMILY} {style}", 6: identity}
    if style == "Semibold":
        ours |= {16: FAMILY, 17: style}
    for number, text in {**ours, 10: "Changed from an Adobe font family under the OFL."}.items():
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 600 if style == "Semibold" else 400


def make_style(source: Path, style: str) -> None:
    """Write one style, as TrueType and as WOFF2."""
    font = TTFont(source, recalcTimestamp=False)
    cut_down(font)
    rename(font, style)
    stem = f"portal-sans-{style.lower()}"
    font.save(HERE / "fonts" / f"{stem}.ttf")
    font.flavor = "woff2"
    font.save(HERE / "assets" / "fonts" / f"{stem}.woff2")


def main(folder: str) -> None:
    """Make all styles from the files of a folder, and put the licence beside them."""
    (HERE / "assets" / "fonts").mkdir(parents=True, exist_ok=True)
    for style, file in STYLES.items():
        make_style(Path(folder) / file, style)
    licence = (Path(folder) / "LICENSE.txt").read_text(encoding="utf-8-sig")
    (HERE / "fonts" / "OFL.txt").write_text(licence.replace("\r\n", "\n"), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
