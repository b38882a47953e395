"""Estimated widths, held against the font that readers get."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from site_builder.charts.look import FONT_SIZE
from site_builder.charts.widths import shorten, width

FONT = Path(__file__).parents[3] / "themes" / "base" / "fonts" / "portal-sans-regular.ttf"
NAMES = [
    "Đảng bộ huyện Quế Sơn",
    "Đảng bộ Các cơ quan Đảng thành phố Đà Nẵng",
    "Phường Tam Kỳ",
    "Xã Thăng Bình",
    "ĐẢNG BỘ CÔNG AN TỈNH",
    "Ward of residential groups number 12",
]


@pytest.mark.parametrize("name", NAMES)
def test_an_estimate_is_near_the_truth(name: str):
    """Within a tenth of what the font says."""
    font = TTFont(FONT)
    glyphs, metrics = font.getBestCmap(), font["hmtx"].metrics
    units = sum(metrics[glyphs[ord(sign)]][0] for sign in name)

    assert width(name) == pytest.approx(units / font["head"].unitsPerEm * FONT_SIZE, rel=0.1)


def test_a_long_name_is_cut_to_its_room():
    """With an ellipsis, at no space."""
    short = shorten("Đảng bộ Các cơ quan Đảng thành phố Đà Nẵng", 150)

    assert short == "Đảng bộ Các cơ quan…"
    assert width(short) <= 150


def test_a_short_name_stays():
    """Nothing is cut that fits."""
    assert shorten("Quế Sơn", 150) == "Quế Sơn"
