"""Say why a command could not do its work, and what to do about it."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

import click

from site_builder.commands.opened import FALLBACK_LANGUAGE, language_of
from site_builder.effects.messages import read_messages
from site_builder.effects.source_tree import find_site, read_tree
from site_builder.errors import SiteBuilderError

DISK = 74
BUG = 70


def explain_failure(failed: Exception, language: str | None, site: Path | None) -> int:
    """Print a failure in the reader's language on standard error; return the exit code."""
    messages = read_messages(language or _site_language(site))
    if isinstance(failed, SiteBuilderError):
        entry = messages[f"error.{failed.key}"]
        facts = dict(failed.facts)
        click.echo(entry["message"].format(**facts), err=True)
        click.echo(entry["help"].format(**facts), err=True)
        return failed.exit_code
    if isinstance(failed, OSError):
        entry = messages["error.disk"]
        facts = {"path": str(failed.filename or ""), "reason": failed.strerror or str(failed)}
        click.echo(entry["message"].format(**facts), err=True)
        click.echo(entry["help"].format(**facts), err=True)
        return DISK
    traceback.print_exception(failed, file=sys.stderr)
    entry = messages["error.bug"]
    click.echo(entry["message"].format(what=f"{type(failed).__name__}: {failed}"), err=True)
    click.echo(entry["help"], err=True)
    return BUG


def _site_language(site: Path | None) -> str:
    """Return the site's language as far as it can be told; never fails."""
    try:
        folder = site or find_site(Path.cwd())
        return FALLBACK_LANGUAGE if folder is None else language_of(read_tree(folder))
    except (OSError, SiteBuilderError):
        return FALLBACK_LANGUAGE
