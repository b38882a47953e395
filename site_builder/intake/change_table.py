"""Show on a terminal what forms would change, and what is still owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from site_builder.formatting import format_number
from site_builder.intake.comparing import TEXTS, Change, ChangeKind, Reported
from site_builder.intake.filled import FigureKey
from site_builder.model.indicator import Indicator
from site_builder.model.observation import ObsStatus
from site_builder.model.units import UnitRegister
from site_builder.wording import Wording

_GAP = "  "
_MOST_DECIMALS = 6
"""Decimals shown of a count that is not whole."""


@dataclass(frozen=True, slots=True)
class Names:
    """What things are called: ``period`` gives a period's words from its standard text."""

    indicators: Mapping[str, Indicator]
    units: UnitRegister
    period: Callable[[str], str]


def change_words(messages: Mapping[str, Mapping[str, str]], language: str) -> Wording:
    """Return the texts of this table from the catalogues of messages of a language."""
    texts = {key: entry["message"] for key, entry in messages.items() if "message" in entry}
    return Wording(language, {k: t for k, t in texts.items() if k.startswith("intake.")})


def change_table(
    changes: Sequence[Change], owed: Iterable[FigureKey], words: Wording, names: Names
) -> str:
    """Return the table: a count of each kind, then the figures by indicator, then what is owed.

    Figures that stay as they are count, and have no line.

    Args:
        changes: What ``compare`` found.
        owed: The figures that the forms ask for and do not give.
        words: From ``change_words``.
        names: What indicators, units and periods are called.
    """
    still = sorted(set(owed) - {change.key for change in changes})
    blocks = [_counts(changes, len(still), words), *_figures(changes, words, names)]
    if still:
        blocks.append("\n".join([words("intake.owed_head"), *_owed(still, words, names)]))
    return "\n\n".join(blocks) + "\n"


def _counts(changes: Sequence[Change], owed: int, words: Wording) -> str:
    """Return the first line: how many of each kind."""
    counts = Counter(change.kind for change in changes)
    parts = [words(f"intake.count_{kind.value}", count=counts[kind]) for kind in ChangeKind]
    return "; ".join([*parts, words("intake.count_owed", count=owed)]) + "."


def _figures(changes: Sequence[Change], words: Wording, names: Names) -> Iterator[str]:
    """Yield a block for each indicator with a figure that changes."""
    shown = [change for change in changes if change.kind is not ChangeKind.UNCHANGED]
    head = [words(f"intake.head_{name}") for name in ("change", "unit", "period", "old", "new")]
    rows = [_row(change, words, names) for change in shown]
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    together = list(zip(shown, rows, strict=True))
    for code, group in groupby(together, key=lambda pair: pair[0].key.indicator):
        lines = [_title(code, words, names), _line(head, widths)]
        for change, row in group:
            lines += [_line(row, widths), *_texts(change, words)]
        yield "\n".join(lines)


def _title(code: str, words: Wording, names: Names) -> str:
    """Return an indicator's code and title."""
    title = names.indicators[code].title.best(words.language)
    return words("intake.indicator", code=code, title=title)


def _row(change: Change, words: Wording, names: Names) -> list[str]:
    """Return the cells of one figure."""
    indicator = names.indicators[change.key.indicator]
    return [
        words(f"intake.{change.kind.value}"),
        _unit(change.key, words, names),
        names.period(change.key.period),
        describe(change.old, indicator, words),
        describe(change.new, indicator, words),
    ]


def _unit(key: FigureKey, words: Wording, names: Names) -> str:
    """Return a unit's name, with the part of a figure that is broken down."""
    name = names.units.units[key.unit].name.best(words.language)
    return f"{name} [{key.breakdown.replace('|', ', ')}]" if key.breakdown else name


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Return cells side by side, in columns."""
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return (_GAP + _GAP.join(padded)).rstrip()


def describe(figure: Reported | None, indicator: Indicator, words: Wording) -> str:
    """Write a figure in one line: ``90/100 = 90,0``, or the reason why there is none."""
    if figure is None:
        return "–"
    status = words(f"intake.status_{figure.status}")
    if figure.value is None:
        return status
    text = format_number(figure.value, indicator.decimals, words.language)
    if figure.numerator is not None and figure.denominator is not None:
        parts = (_count(figure.numerator, words), _count(figure.denominator, words))
        text = f"{parts[0]}/{parts[1]} = {text}"
    text = f"{text} %" if indicator.is_percent else text
    return text if figure.status == ObsStatus.OFFICIAL.value else f"{text} ({status})"


def _count(number: float, words: Wording) -> str:
    """Write a count with the decimals that it has."""
    written = f"{number:.{_MOST_DECIMALS}f}".rstrip("0")
    return format_number(number, len(written.partition(".")[2]), words.language)


def _texts(change: Change, words: Wording) -> Iterator[str]:
    """Yield a line for each text of a figure that becomes another one."""
    for name in TEXTS:
        old = getattr(change.old, name) if change.old else ""
        new = getattr(change.new, name)
        if new != old:
            label = words(f"intake.{name}")
            shown = f"{old or '–'} → {new or '–'}" if old else new
            yield f"{_GAP * 3}{label}: {shown}"


def _owed(keys: Sequence[FigureKey], words: Wording, names: Names) -> Iterator[str]:
    """Yield the figures that are still owed, by indicator and period."""
    for (code, period), group in groupby(keys, key=lambda key: (key.indicator, key.period)):
        units = ", ".join(dict.fromkeys(_unit(key, words, names) for key in group))
        yield f"{_GAP}{code} · {names.period(period)}: {units}"
