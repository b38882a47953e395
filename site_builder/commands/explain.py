"""``site-builder explain``: what a problem code means, with a wrong and a right example."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.commands.opened import FALLBACK_LANGUAGE, language_of
from site_builder.effects.messages import read_messages
from site_builder.effects.source_tree import find_site, read_tree
from site_builder.errors import UsageError
from site_builder.report import explain, known_codes, list_codes
from site_builder.suggest import closest


def run_explain(code: str | None, site: Path | None, language: str | None) -> int:
    """Print the explanation of one code, or the table of all of them."""
    folder = site or find_site(Path.cwd())
    spoken = language or (language_of(read_tree(folder)) if folder else FALLBACK_LANGUAGE)
    messages = read_messages(spoken)
    codes = known_codes(messages)
    if code is None:
        click.echo(list_codes(messages))
        return 0
    if code.upper() not in codes:
        near = closest(code.upper(), codes) or codes[0]
        raise UsageError("unknown_code", (("code", code), ("suggestion", near)))
    click.echo(explain(code.upper(), messages))
    return 0
