"""The clock of a build."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from site_builder.effects.clock import now
from site_builder.errors import UsageError


def test_a_fixed_clock_is_the_clock():
    """In the zone asked for: the day may differ from that of UTC."""
    found = now("Asia/Ho_Chi_Minh", {"SOURCE_DATE_EPOCH": "1795374000"})

    assert found.isoformat() == "2026-11-23T02:00:00+07:00"


@pytest.mark.parametrize("environment", [{}, {"SOURCE_DATE_EPOCH": ""}])
def test_without_it_the_machine_is_asked(environment: dict[str, str]):
    """To the second, in the zone."""
    found = now("Asia/Ho_Chi_Minh", environment)

    assert found.microsecond == 0
    assert found.utcoffset() is not None
    assert abs((datetime.now(UTC) - found).total_seconds()) < 60


@pytest.mark.parametrize("value", ["today", "1.5", "99999999999999999999"])
def test_a_wrong_variable_is_wrong_use(value: str):
    """It is never taken for "not set"."""
    with pytest.raises(UsageError) as refused:
        now("UTC", {"SOURCE_DATE_EPOCH": value})

    assert (refused.value.key, refused.value.facts) == ("clock_invalid", (("value", value),))
