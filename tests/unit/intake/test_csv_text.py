"""The text of a file of figures, as it stands."""

from __future__ import annotations

import pytest

from site_builder.intake.csv_text import parse_head, parse_text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", ["", "\ufeff", "một\n\n"])
def test_the_header_is_found_without_the_lines_below_it(end: str, before: str):
    """It is the same record as in the whole text, on whatever line it stands."""
    data = f'{before}a;"b\n;c";d\n1;2;3\n'.replace("\n", end).encode()
    line = 1 + before.count("\n")

    found = parse_head(data, ";", line).record(line)

    assert found == parse_text(data, ";").record(line)
    assert len(found.cells) == 3
