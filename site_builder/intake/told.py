"""What a problem in words must have to be written into a workbook."""

from __future__ import annotations

from typing import Protocol

from site_builder.diagnostics import Location


class Told(Protocol):
    """A problem in words, as the reports have it."""

    @property
    def severity(self) -> str:
        """``error`` or ``warning``."""

    @property
    def label(self) -> str:
        """The severity in the reader's language."""

    @property
    def location(self) -> Location:
        """Where it stands; without a cell it is about the whole file."""

    @property
    def message(self) -> str:
        """What is wrong."""

    @property
    def help(self) -> str:
        """What to do."""

    @property
    def value(self) -> str | None:
        """What was seen, or None."""

    @property
    def is_private(self) -> bool:
        """Whether what was seen must not be repeated."""
