"""What the render stage can find wrong."""

from __future__ import annotations

from site_builder.diagnostics import Rule, Severity

ASSET_MISSING = Rule("SB701")
"""A style refers to a file that the theme does not have."""

TEMPLATE_MISSING = Rule("SB702")
"""A template that a page or another template needs is not there."""

TEMPLATE_SYNTAX = Rule("SB703")
"""A template cannot be read."""

TEMPLATE_FAILED = Rule("SB704")
"""A template asks for something that its view does not have."""

WORD_MISSING = Rule("SB705")
"""A text that a page needs is in no catalogue of the theme."""

INSERT_IN_TEXT = Rule("SB706")
"""A chart, table or list of tasks stands within a sentence."""

HTML_REMOVED = Rule("SB707", Severity.WARNING)
"""Raw HTML or an address in a page was not safe and is left out."""
