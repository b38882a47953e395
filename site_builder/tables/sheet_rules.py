"""The rules for sheets of workbooks; their sentences are in ``messages/<language>/sb25x.yaml``."""

from __future__ import annotations

from site_builder.diagnostics import Rule, Severity

SHEET_WITHOUT_HEADER = Rule("SB250")
NO_SUCH_SHEET = Rule("SB251")
NO_TABLE = Rule("SB252")
HIDDEN_FIGURES = Rule("SB253", Severity.WARNING)
ERROR_CELL = Rule("SB254")
FORMULA_NOT_COMPUTED = Rule("SB255")
DATE_CELL = Rule("SB256")
TIME_CELL = Rule("SB257")
TRUTH_CELL = Rule("SB258")
ROW_OF_SUMS = Rule("SB259")
CAPTIONS_DISAGREE = Rule("SB260")
TEXT_BESIDE = Rule("SB261", Severity.WARNING)
HEADS_ALIKE = Rule("SB262")
MERGED_FIGURES = Rule("SB263")
HIDDEN_SHEET = Rule("SB264", Severity.WARNING)
UNKNOWN_HEAD = Rule("SB266")
SECTION = Rule("SB267")
