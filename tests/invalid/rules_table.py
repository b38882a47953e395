"""Print the table of rules that guard figures: level, weight, words, and their two cases.

    python tests/invalid/rules_table.py [vi|en]

A row has a failing and a passing case where both folders are there; the last line counts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_builder.effects.messages import read_messages
from site_builder.report import known_codes, summarise
from site_builder.report.levels import LEVELS, level_of, severity_of

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Row:
    """A rule with a level, and the folders of its cases, "" where there is none."""

    code: str
    level: int
    severity: str
    message: str
    fails: str
    passes: str

    @property
    def has_both(self) -> bool:
        """Whether there is a case that the rule reports and one that it lets pass."""
        return bool(self.fails and self.passes)


def rows(messages: Mapping[str, Mapping[str, str]]) -> tuple[Row, ...]:
    """Return all rules that have a level, by level, then code."""
    found = [
        Row(
            code,
            level,
            severity_of(code).value,
            summarise(code, messages).replace("|", "\\|"),
            *(_folder(code, part) for part in ("input", "passes")),
        )
        for code in known_codes(messages)
        if (level := level_of(code)) is not None
    ]
    return tuple(sorted(found, key=lambda row: (row.level, row.code)))


def _folder(code: str, part: str) -> str:
    return f"tests/invalid/{code}/{part}/" if (HERE / code / part).is_dir() else ""


def markdown(table: tuple[Row, ...]) -> Iterator[str]:
    """Yield the lines of the table, then the counts."""
    yield "| code | level | severity | message | failing case | passing case |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for row in table:
        cases = " | ".join(f"`{case}`" if case else "–" for case in (row.fails, row.passes))
        yield f"| {row.code} | {row.level} | {row.severity} | {row.message} | {cases} |"
    both = [row for row in table if row.has_both]
    levels = ", ".join(f"level {n}: {sum(r.level == n for r in both)}" for n in LEVELS)
    yield ""
    yield f"{len(both)} of {len(table)} rules have a failing and a passing case ({levels})."


def main() -> None:
    """Print the table in the language asked for."""
    language = sys.argv[1] if sys.argv[1:] else "en"
    sys.stdout.write("\n".join(markdown(rows(read_messages(language)))) + "\n")


if __name__ == "__main__":
    main()
