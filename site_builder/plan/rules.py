"""What the plan stage can find wrong."""

from __future__ import annotations

from site_builder.diagnostics import Rule

SAME_ADDRESS = Rule("SB501")
"""Two pages want the same file, or files that some disks cannot tell apart."""

COMMENTARY_TWICE = Rule("SB502")
"""Two files are the commentary of one indicator in the same language."""
