"""When a figure is the last word on its period."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.assess.finality import is_final
from site_builder.model.observation import ObsStatus

LAST_DAY = date(2025, 12, 31)
NEXT_DAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("status", "as_of", "today", "final"),
    [
        ("official", None, NEXT_DAY, True),
        ("official", None, LAST_DAY, False),
        ("official", LAST_DAY, NEXT_DAY, True),
        ("official", date(2025, 12, 30), NEXT_DAY, False),
        ("official", date(2026, 2, 15), date(2026, 3, 1), True),
        ("preliminary", None, NEXT_DAY, False),
        ("estimated", None, NEXT_DAY, False),
    ],
)
def test_final_is_official_and_over(build, status, as_of, today, final):
    """A figure of the last day itself is the period's, once that day is over."""
    assert is_final(ObsStatus(status), build.period("2025"), as_of, today) is final
