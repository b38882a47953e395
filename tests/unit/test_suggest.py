"""Guessing what a misspelt word meant."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from site_builder.suggest import closest, distance_between, fold

NAMES = (
    """
Núi Thành|Thăng Bình|Quế Sơn|Duy Xuyên|Đại Lộc|Điện Bàn|Hội An|Tam Kỳ|Phú Ninh|Tiên Phước
Hiệp Đức|Nông Sơn|Bắc Trà My|Nam Trà My|Phước Sơn|Nam Giang|Đông Giang|Tây Giang
Xã Tam Dân|Xã Tam Đàn|Xã Trà Don|Xã Trà Dơn|Phường An Mỹ|Phường Hòa Thuận|Thị trấn Khâm Đức
CT1|CT2a|CT2b|CT3|CT3Q|DV|KN|TC|KH211|NQ21|HD25-HD/BTCTW|QD1630|NV-A1|NV-B2|NV-C3|NV-D4
nui-thanh|thang-binh|que-son|duy-xuyen|dai-loc|dien-ban|hoi-an|tam-ky|phu-ninh|tien-phuoc
title|languages|organisation|timezone|audiences|notice|paths|theme|description|numerator
denominator|unit_measure|decimals|maximum|headline_unit|direction|frequency|cumulative
aggregate|dimensions|baseline|targets|method|breaks|owner|definition|method_note|comparator
period|source|valid_from|valid_to|minimum_count|every_period|same_period|linear|cagr|quarter
internal|public|indicator|REF_AREA|TIME_PERIOD|OBS_VALUE|OBS_STATUS|preliminary|estimated
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


def _swap(word: str, at: int) -> str:
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _drop(word: str, at: int) -> str:
    return word[:at] + word[at + 1 :]


def _double(word: str, at: int) -> str:
    return word[: at + 1] + word[at:]


def _full_width(word: str, at: int) -> str:
    letter = word[at]
    wide = chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter
    return word[:at] + wide + word[at + 1 :]


def _look_alike(word: str, _: int) -> str:
    return word.translate(str.maketrans({"0": "O", "O": "0", "1": "l", "o": "0"}))


def _without_accents(word: str, _: int) -> str:
    return fold(word)


SLIPS: tuple[Callable[[str, int], str], ...] = (
    _swap,
    _drop,
    _double,
    _full_width,
    _look_alike,
    _without_accents,
)


def _typos(count: int) -> list[tuple[str, str]]:
    """Make misspelt words with what they mean, always the same ones."""
    chance = random.Random(211)  # noqa: S311 - typing errors are no secrets
    made: list[tuple[str, str]] = []
    while len(made) < count:
        meant = chance.choice(NAMES)
        written = chance.choice(SLIPS)(meant, chance.randrange(len(meant)))
        if written not in NAMES:
            made.append((written, meant))
    return made


def test_nine_of_ten_typing_errors_are_understood():
    """Of 200 seeded slips over real names and codes, nine in ten give the word that was meant."""
    typos = _typos(200)

    missed = [(w, meant, closest(w, NAMES)) for w, meant in typos if closest(w, NAMES) != meant]

    assert len(NAMES) > 95
    assert len(missed) <= 20, missed


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("titel", "title"),
        ("tille", "title"),
        ("CTI", "CT1"),
        ("ＣＴ１", "CT1"),
        ("ct2A", "CT2a"),
        ("KH2ll", "KH211"),
        ("Que Son", "Quế Sơn"),
        ("huyện Quế Sơn", "Quế Sơn"),
        ("zzzzzz", None),
        ("", None),
    ],
)
def test_what_was_meant(written: str, meant: str | None):
    """Swapped letters, look-alikes, wide letters, capitals, accents, a longer form; or nothing."""
    assert closest(written, NAMES) == meant


def test_nothing_is_near_to_nothing():
    """Without known words there is no guess."""
    assert closest("CT1", ()) is None


def test_a_slip_of_the_fingers_is_nearer_than_another_letter():
    """Swapping two letters costs less than one wrong letter, an accent less than both."""
    assert distance_between("titel", "title") == pytest.approx(0.3)
    assert distance_between("Que", "Quế") == pytest.approx(0.2)
    assert distance_between("CT4", "CT1") == pytest.approx(1.0)


def test_a_text_of_many_letters_is_no_slip():
    """Its distance from each name would take minutes."""
    assert closest("CT1" * 30_000, NAMES) is None
