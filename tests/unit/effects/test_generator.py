"""The name under which the generator signs editions, and what it is made of."""

from __future__ import annotations

import re

from site_builder import __version__
from site_builder.effects.generator import TOOLS, generator_name, source_digest, tool_versions


def test_the_name_holds_the_version_alone():
    """It stands on pages, which stay the same bytes when only the code was tidied."""
    assert generator_name() == f"site-builder {__version__}"


def test_the_code_has_one_digest():
    """The same code gives the same digest."""
    assert re.fullmatch(r"[0-9a-f]{64}", source_digest())
    assert source_digest() == source_digest()


def test_the_tools_are_named_with_their_versions():
    """Python's own, and each library that shapes the output."""
    assert set(tool_versions()) == {"python", *TOOLS}
    assert all(tool_versions().values())
