"""The theme's fonts: all letters of Vietnamese, and no others seen by the renderer."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont

from site_builder.effects.fonts import digest_fonts, write_font_configuration

BASE = Path(__file__).parents[3] / "themes" / "base"
STYLES = ("regular", "semibold", "italic")
FILES = [
    *(BASE / "fonts" / f"portal-sans-{style}.ttf" for style in STYLES),
    *(BASE / "assets" / "fonts" / f"portal-sans-{style}.woff2" for style in STYLES),
]
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


def _vietnamese() -> set[str]:
    """Every letter with every tone, small and capital, in NFC."""
    small = {unicodedata.normalize("NFC", v + tone) for v in VOWELS for tone in TONES} | {"đ"}
    plain = set("abcdefghijklmnopqrstuvwxyz0123456789")
    return small | {letter.upper() for letter in small} | plain | {p.upper() for p in plain}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_letter_has_a_glyph(path: Path):
    """134 letters of Vietnamese beyond the plain alphabet, and the signs of the portal."""
    glyphs = TTFont(path).getBestCmap()

    missing = [c for c in sorted(_vietnamese()) if ord(c) not in glyphs]
    missing += [c for c in "≥≤<>=−–×→▲▼◆■%‰…“”\u00a0\u202f" if ord(c) not in glyphs]

    assert missing == []
    assert len({c for c in _vietnamese() if ord(c) > 127}) == 134


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_the_reserved_name_is_not_borne(path: Path):
    """The licence reserves "Source" for the original; the copyright notice stays."""
    names = TTFont(path)["name"]

    assert names.getBestFamilyName() == "Portal Sans"
    assert [r.nameID for r in names.names if "source" in str(r).casefold()] == [0]


@pytest.mark.parametrize("style", STYLES)
def test_readers_get_what_charts_are_measured_with(style: str):
    """The two files of a style have the same letters with the same widths."""
    measured = TTFont(BASE / "fonts" / f"portal-sans-{style}.ttf")
    shown = TTFont(BASE / "assets" / "fonts" / f"portal-sans-{style}.woff2")

    assert measured.getBestCmap() == shown.getBestCmap()
    assert measured["hmtx"].metrics == shown["hmtx"].metrics


def test_figures_are_equally_wide():
    """Columns of numbers align by themselves."""
    font = TTFont(FILES[0])
    glyphs = font.getBestCmap()

    assert len({font["hmtx"].metrics[glyphs[ord(digit)]][0] for digit in "0123456789"}) == 1


def test_the_configuration_names_one_folder(tmp_path: Path):
    """Nothing of the machine's own fonts; a path with an ampersand is fine."""
    fonts = tmp_path / "phông & chữ"
    fonts.mkdir()

    path = write_font_configuration(fonts, tmp_path)

    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 # written just above
    assert [e.text for e in root.iter("dir")] == [str(fonts.resolve())]
    assert root.find("include") is None


def test_the_digest_follows_the_fonts(tmp_path: Path):
    """Another file or other bytes make another digest; a licence beside them does not."""
    (tmp_path / "a.ttf").write_bytes(b"1")
    before = digest_fonts(tmp_path)

    (tmp_path / "OFL.txt").write_text("licence")
    beside = digest_fonts(tmp_path)
    (tmp_path / "a.ttf").write_bytes(b"2")

    assert beside == before
    assert digest_fonts(tmp_path) != before
