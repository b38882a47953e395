"""What can be wrong with a filled form, or stand in the way of taking its figures over."""

from __future__ import annotations

from site_builder.diagnostics import Rule, Severity

FIGURE_REPEATED = Rule("SB268", Severity.WARNING)
COLUMN_MOVED = Rule("SB269")
NO_FORM = Rule("SB270")
DAMAGED_RECORD = Rule("SB271")
OTHER_SITE = Rule("SB272")
OLD_FORM = Rule("SB273")
NOTHING_DUE = Rule("SB274")
LABEL_CHANGED = Rule("SB275")
ROW_MOVED = Rule("SB276")
SHEET_GONE = Rule("SB277")
STRAY_NUMBER = Rule("SB278")
CHECKS_GONE = Rule("SB279", Severity.WARNING)
NOT_COMPUTED = Rule("SB280")
ERROR_CELL = Rule("SB281")
NOT_A_NUMBER = Rule("SB282")
FIGURE_TWICE = Rule("SB283")
OTHER_NAME = Rule("SB284", Severity.WARNING)
FIGURE_IN_WORKBOOK = Rule("SB285")
NO_COLUMN = Rule("SB286")
NOTHING_FILLED_IN = Rule("SB287", Severity.WARNING)
DECIMAL_POINT = Rule("SB288")
STRANGE_SHEET = Rule("SB289")
