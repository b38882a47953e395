"""The exceptions: for the world (disk, lock) and for our own bugs, never for wrong input.

    SiteBuilderError
    ├── UsageError            exit 2   what was asked for cannot be meant
    ├── DiskError             exit 74  reading or writing failed
    └── LockedError           exit 75  another build holds the lock

Wrong input is a ``Diagnostic``. Anything else that escapes is a bug of ours: exit 70.
"""

from __future__ import annotations

from typing import ClassVar


class SiteBuilderError(Exception):
    """A failure that a person can act on; ``key`` names its sentence in the messages.

    The facts are kept as positional data so that the error survives pickling between
    processes.
    """

    exit_code: ClassVar[int] = 70

    def __init__(self, key: str, facts: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(key, facts)
        self.key = key
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.key} ({', '.join(f'{k}={v}' for k, v in self.facts)})"


class UsageError(SiteBuilderError):
    """What was asked for does not exist or contradicts itself."""

    exit_code = 2


class DiskError(SiteBuilderError):
    """The file system refused: no space, no permission, no such folder."""

    exit_code = 74


class LockedError(SiteBuilderError):
    """Another build is publishing into the same output folder."""

    exit_code = 75
