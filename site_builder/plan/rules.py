"""What the plan stage can find wrong."""

from __future__ import annotations

from site_builder.diagnostics import Rule, Severity

SAME_ADDRESS = Rule("SB501")
"""Two pages want the same file, or files that some disks cannot tell apart."""

COMMENTARY_WITHOUT_INDICATOR = Rule("SB502", Severity.WARNING)
"""A file in content/indicators/ belongs to no indicator that this audience reads."""

COMMENTARY_TWICE = Rule("SB503")
"""Two files are the commentary of one indicator in the same language."""
