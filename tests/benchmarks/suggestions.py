"""Print how often a typing error is understood: the word that was meant, at the first place.

    python tests/benchmarks/suggestions.py [--count 200] [--seed 1] [--show]

Slips of the kinds that people make over a made-up register of a hundred units with long and
similar ids and names, over codes of indicators, and over periods and dates. ``--show`` lists
those that were missed.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.period import parse_period
from site_builder.model.text import Text
from site_builder.model.units import Unit, UnitRegister
from site_builder.suggest import fold
from site_builder.validate.dates import suggest_date
from site_builder.validate.documents import Documents
from site_builder.validate.names import Names
from site_builder.validate.periods import suggest_period
from site_builder.validate.unit_names import suggest_unit
from site_builder.validate.units import Units

SHARE = 0.9
"""Share of slips that must be right at the first place."""

_FIRST = ("An", "Bình", "Cẩm", "Đông", "Hòa", "Long", "Phú", "Tân", "Thạnh", "Vĩnh", "Thủy")
_SECOND = ("Lâm", "Lam", "Mỹ", "Sơn", "Thượng", "Hạ", "Nghĩa", "Trung", "Phước", "Khánh")
_PERIODS = tuple(
    f"{year}{part}"
    for year in (2023, 2024, 2025)
    for part in ("", "-S1", "-S2", "-Q1", "-Q3", "-06")
)
_CODES = (
    "CT1",
    "CT2a",
    "CT2b",
    "CT3",
    "CT3Q",
    "01",
    "02",
    "10",
    "1-2",
    "1-3",
    "TCCSD-05",
    "DV-XLCL",
)
_TITLES = (
    "Tỷ lệ chi bộ thôn, tổ dân phố có chi ủy",
    "Tỷ lệ tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên",
    "Tỷ lệ đảng viên hoàn thành tốt nhiệm vụ trở lên",
    "Tỷ lệ kết nạp đảng viên mới so với tổng số đảng viên",
    "Số đảng viên mới kết nạp so với chỉ tiêu giao",
)


@dataclass(frozen=True)
class Typo:
    """What was written, what it means, and who guesses."""

    kind: str
    written: str
    meant: str
    guess: Callable[[str], str]


def text(words: str) -> Text:
    """Make a Vietnamese text."""
    return Text((("vi", words),))


def make_units() -> dict[str, Unit]:
    """Make the register: communes with similar names, some of districts' names, some ended."""
    units: dict[str, Unit] = {}
    pairs = [(first, second) for first in _FIRST for second in _SECOND][:92]
    for number, (first, second) in enumerate(pairs):
        kind = ("Xã", "Phường", "Thị trấn")[number % 3]
        name = f"{kind} {first} {second}"
        unit = fold(name).replace(" ", "-") + ("-cu" if number % 10 == 0 else "")
        ended = date(2025, 6, 30) if number % 10 == 0 else None
        units.setdefault(unit, Unit(unit, text(name), str(20000 + 17 * number), valid_to=ended))
    for number, (first, second) in enumerate(pairs[:8]):
        name = f"Huyện {first} {second}"
        unit = fold(name).replace(" ", "-")
        units[unit] = Unit(unit, text(name), str(500 + number), valid_to=date(2025, 6, 30))
    return units


def make_names() -> Names:
    """Make the registers that words are looked up in."""
    titles = [*_TITLES, *(f"Chỉ tiêu {code}" for code in _CODES[len(_TITLES) :])]
    indicators = {
        code: Indicator(code, text(title), IndicatorKind.COUNT, "x", f"data/indicators/{code}.yaml")
        for code, title in zip(_CODES, titles, strict=True)
    }
    units = Units(UnitRegister(make_units()), frozenset(), is_complete=True)
    return Names(
        indicators, frozenset(), True, units, Documents({}, frozenset(), is_complete=True), ("vi",)
    )


def _swap(word: str, at: int) -> str:
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _drop(word: str, at: int) -> str:
    return word[:at] + word[at + 1 :]


def _double(word: str, at: int) -> str:
    return word[: at + 1] + word[at:]


def _other(word: str, at: int) -> str:
    return word[:at] + "nhtcgmiaoe1"[at % 11] + word[at + 1 :]


def _full_width(word: str, at: int) -> str:
    wide = [chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in word]
    return "".join(wide) if at % 2 else word[:at] + wide[at] + word[at + 1 :]


def _look_alike(word: str, _: int) -> str:
    return word.translate(str.maketrans({"0": "O", "1": "l", "o": "0", "O": "0", "l": "1"}))


def _without_accents(word: str, _: int) -> str:
    return fold(word)


def _tone_elsewhere(word: str, _: int) -> str:
    return word.replace("Hòa", "Hoà").replace("Thủy", "Thuỷ").replace("ủy", "uỷ").upper()


def _without_prefix(word: str, _: int) -> str:
    return word.replace("Thị trấn ", "").partition(" ")[2] if "Thị" not in word else word[9:]


def _without_zero(word: str, _: int) -> str:
    return word.lstrip("0")


def _as_date(word: str, _: int) -> str:
    months = ("Jan", "Feb", "Mar")
    day, mark, month = word.partition("-")
    is_date = mark and day.isdigit() and month.isdigit()
    return f"{int(day):02d}-{months[int(month) - 1]}" if is_date else word


def _swapped_day(word: str, _: int) -> str:
    year, month, day = word.split("-")
    return f"{year}-{day}-{month}"


def _day_first(word: str, _: int) -> str:
    year, month, day = word.split("-")
    return f"{day}/{month}/{year}"


Slip = tuple[str, Callable[[str, int], str]]
_LETTERS: tuple[Slip, ...] = (
    ("letters swapped", _swap),
    ("letter missing", _drop),
    ("letter doubled", _double),
    ("wrong letter", _other),
    ("full width", _full_width),
)
_ALIKE: Slip = ("look-alikes", _look_alike)


@dataclass(frozen=True)
class Source:
    """Words of one kind with what each means, the slips that they suffer, and who guesses."""

    what: str
    slips: Sequence[Slip]
    words: Mapping[str, str]
    guess: Callable[[str], str]


_DAYS = ("2025-01-15", "2025-01-28", "2025-06-15", "2025-06-30", "2025-12-28", "2025-12-30")
_IN_CODES: tuple[Slip, ...] = (
    *_LETTERS,
    _ALIKE,
    ("zero lost", _without_zero),
    ("turned into a date", _as_date),
)
_IN_NAMES: tuple[Slip, ...] = (
    *_LETTERS,
    ("without accents", _without_accents),
    ("tone or capitals", _tone_elsewhere),
)
_IN_PERIODS: tuple[Slip, ...] = (*_LETTERS[:3], _LETTERS[4], _ALIKE)
_IN_DATES: tuple[Slip, ...] = (
    ("day and month swapped", _swapped_day),
    ("day first", _day_first),
    _ALIKE,
    _LETTERS[4],
)


def make_sources(names: Names) -> tuple[Source, ...]:
    """Say which words suffer which slips."""
    units = names.units.register.units
    by_name = {unit.name.best("vi"): unit.unit for unit in units.values()}
    titles = {i.title.best("vi"): i.code for i in names.indicators.values()}
    now = parse_period("2026")

    def guess_unit(word: str) -> str:
        return suggest_unit(units, word, now)

    def guess_period(word: str) -> str:
        return suggest_period(word, _PERIODS)

    guess_code = names.suggest_indicator
    in_names = (*_IN_NAMES, ("without prefix", _without_prefix))
    return (
        Source("unit id", (*_LETTERS, _ALIKE), {unit: unit for unit in units}, guess_unit),
        Source("unit name", in_names, by_name, guess_unit),
        Source("indicator", _IN_CODES, {code: code for code in _CODES}, guess_code),
        Source("title", _IN_NAMES, titles, guess_code),
        Source("period", _IN_PERIODS, {period: period for period in _PERIODS}, guess_period),
        Source("date", _IN_DATES, {day: day for day in _DAYS}, suggest_date),
    )


def make_typos(count: int, seed: int) -> list[Typo]:
    """Make as many slips as are asked, always the same ones for a seed."""
    dice, names = random.Random(seed), make_names()
    units, sources = names.units.register.units, make_sources(names)
    made: list[Typo] = []
    while len(made) < count:
        source = sources[len(made) % len(sources)]
        word = dice.choice(sorted(source.words))
        kind, slip = dice.choice(source.slips)
        written = slip(word, dice.randrange(len(word)))
        is_right = source.what == "period" and parse_period(written) is not None
        if written not in source.words and written not in units and not is_right:
            meant = _meant(source.words[word], units, written)
            made.append(Typo(f"{source.what}: {kind}", written, meant, source.guess))
    return made


def _meant(word: str, units: Mapping[str, Unit], written: str) -> str:
    """Return the unit that a bare name means: of several that bear it the one in force."""
    if word not in units:
        return word
    bearing = [u for u in units.values() if u.name.best("vi").endswith(f" {written}")]
    in_force = [u.unit for u in bearing if u.valid_to is None]
    return in_force[0] if in_force else word


def main() -> int:
    """Run the benchmark; 1 where too few were right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    typos = make_typos(asked.count, asked.seed)
    right, seen = Counter[str](), Counter[str]()
    for typo in typos:
        guess = typo.guess(typo.written)
        seen[typo.kind] += 1
        right[typo.kind] += guess == typo.meant
        if asked.show and guess != typo.meant:
            sys.stdout.write(f"  {typo.kind}: {typo.written!r} → {guess!r}, not {typo.meant!r}\n")
    for kind in sorted(seen):
        sys.stdout.write(f"{kind:40} {right[kind]:3} of {seen[kind]:3}\n")
    share = right.total() / seen.total()
    sys.stdout.write(f"right at first place: {right.total()} of {seen.total()} ({share:.1%})\n")
    return int(share < SHARE)


if __name__ == "__main__":
    raise SystemExit(main())
