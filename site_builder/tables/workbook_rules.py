"""What can be wrong with a workbook as a file; the sentences are in ``sb23x.yaml``."""

from __future__ import annotations

from site_builder.diagnostics import Fact, Rule, Severity

DAMAGED = Rule("SB230")
ENCRYPTED = Rule("SB231")
TEXT_INSIDE = Rule("SB232")
WEB_PAGE = Rule("SB233")
OTHER_SUFFIX = Rule("SB234", Severity.WARNING)
NO_WORKBOOK = Rule("SB235")
TOO_LARGE = Rule("SB236")
UNPACKS_TOO_LARGE = Rule("SB237")
ODD_ARCHIVE = Rule("SB238")
ENTITIES = Rule("SB239")
TOO_MANY_SHEETS = Rule("SB240")
TOO_MANY_CELLS = Rule("SB241")
FAR_CELL = Rule("SB242")
MACROS = Rule("SB243")
EXTERNAL_LINKS = Rule("SB244", Severity.WARNING)
TOO_MUCH_TEXT = Rule("SB245")
TOO_MANY_MERGED = Rule("SB246")
TOO_OLD = Rule("SB247")


class RefusedError(Exception):
    """A file of which nothing is used; never leaves ``open_workbook``.

    ``sheet`` and ``cell`` say where in the workbook, as far as that is known.
    """

    def __init__(
        self, rule: Rule, *, sheet: str | None = None, cell: str | None = None, **facts: Fact
    ) -> None:
        super().__init__(rule.code)
        self.rule = rule
        self.sheet = sheet
        self.cell = cell
        self.facts = facts
