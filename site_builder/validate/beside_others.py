"""Hold the accepted rows against each other: all of these find warnings only."""

from __future__ import annotations

from datetime import date

from site_builder.validate.accepted import Accepted, Noted
from site_builder.validate.categories import check_categories
from site_builder.validate.gaps import check_gaps
from site_builder.validate.magnitude import check_magnitude
from site_builder.validate.owing import check_owing
from site_builder.validate.parts import check_parts


def check_beside_others(accepted: Accepted, today: date) -> list[Noted]:
    """Find rows that are right by themselves and odd beside the others.

    Args:
        accepted: The rows without an error; one that is left out is no witness.
        today: The day of the build; before a period that has not begun nothing lacks.
    """
    return [
        *check_gaps(accepted, today),
        *check_magnitude(accepted),
        *check_parts(accepted),
        *check_owing(accepted),
        *check_categories(accepted),
    ]
