"""The clock of a build."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from site_builder.errors import UsageError

VARIABLE = "SOURCE_DATE_EPOCH"


def now(timezone: str, environment: Mapping[str, str] = os.environ) -> datetime:
    """Return the time in a zone, to the second; ``SOURCE_DATE_EPOCH``, where set, is it.

    Args:
        timezone: An IANA name that exists; the config stage has made sure.
        environment: The variables to look into.

    Raises:
        UsageError: If the variable is no count of seconds (``clock_invalid``).
    """
    zone = ZoneInfo(timezone)
    fixed = environment.get(VARIABLE, "").strip()
    if not fixed:
        return datetime.now(zone).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(fixed), UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError) as failed:
        raise UsageError("clock_invalid", (("value", fixed),)) from failed
