"""The rules of this stage; their sentences are in ``messages/<language>/sb2xx.yaml``."""

from __future__ import annotations

from site_builder.diagnostics import Rule, Severity

NOT_UTF8 = Rule("SB201")
UTF16 = Rule("SB202")
NOT_TEXT = Rule("SB203")
TOO_MANY_BYTES = Rule("SB204")
TOO_MANY_ROWS = Rule("SB205")
TOO_MANY_BROKEN = Rule("SB248")
TOO_MANY_TEXTS = Rule("SB249")
TOO_MANY_REPEATS = Rule("SB265")
NO_READER = Rule("SB206")
UNKNOWN_SUFFIX = Rule("SB207", Severity.WARNING)
NO_HEADER = Rule("SB208")
COLUMN_TWICE = Rule("SB209")
COLUMN_WITHOUT_NAME = Rule("SB210")
UNKNOWN_COLUMN = Rule("SB211")
MISSING_COLUMN = Rule("SB212")
TOO_MANY_CELLS = Rule("SB213")
TOO_FEW_CELLS = Rule("SB214")
QUOTE_NOT_CLOSED = Rule("SB215")
TEXT_AFTER_QUOTE = Rule("SB216")
CELL_TOO_LONG = Rule("SB217")
PERSONAL_COLUMN = Rule("SB218", is_private=True)
LEGACY_FONT = Rule("SB219")
ONE_COLUMN = Rule("SB220")
FILE_MISSING = Rule("SB221")
UNKNOWN_FILE = Rule("SB222", Severity.WARNING)
DAMAGED_LETTER = Rule("SB223")
OLD_ENCODING = Rule("SB224")

# What the sidecar says
NAMED_COLUMN_MISSING = Rule("SB225", Severity.WARNING)
FIXED_AND_COLUMN = Rule("SB226")

# Files of statistical offices
SDMX_NO_INDICATOR = Rule("SB227")
SDMX_DELETION = Rule("SB228")
SDMX_MULTIPLIER = Rule("SB229")
SDMX_CONFIDENTIAL = Rule("SB290")

MORE_OF_THE_SAME = Rule("SB299")
