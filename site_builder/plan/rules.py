"""What the plan stage can find wrong."""

from __future__ import annotations

from site_builder.diagnostics import Rule, Severity

SAME_ADDRESS = Rule("SB501")
"""Two pages want the same file, or files that some disks cannot tell apart."""

UNREADABLE_IN_CALL = Rule("SB502")
"""A call in a page names something that this audience cannot read."""

COMMENTARY_WITHOUT_INDICATOR = Rule("SB503", Severity.WARNING)
"""A file in content/indicators/ belongs to no indicator that this audience reads."""

COMMENTARY_TWICE = Rule("SB504")
"""Two files are the commentary of one indicator in the same language."""
