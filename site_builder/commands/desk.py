"""What commands about forms share: a site whose data has no errors, and periods as typed."""

from __future__ import annotations

import click

from site_builder.commands.opened import LANGUAGES, Messages, OpenedSite
from site_builder.effects.clock import now
from site_builder.effects.messages import read_messages
from site_builder.effects.plugins import load_plugins
from site_builder.effects.themes import read_theme
from site_builder.errors import UsageError
from site_builder.form_pipeline import Desk, open_desk
from site_builder.kinds import BUILTIN, merge
from site_builder.model.observation import RowCounts
from site_builder.model.period import Period
from site_builder.report import show
from site_builder.validate import read_period, suggest_period

_THEME_WORDS = ("unit_measure.", "dimension.", "category.")
"""Words of the theme that forms use: what categories and measures are called."""


def period_of(text: str) -> Period:
    """Read a period in any way that files may write it.

    Raises:
        UsageError: If it is none.
    """
    period = read_period(text)
    if period is None:
        near = suggest_period(text) or "2026, 2026-S1, 2026-Q1, 2026-03"
        raise UsageError("not_a_period", (("value", text), ("near", near)))
    return period


def open_desk_of(opened: OpenedSite, form: str = "text") -> Desk | None:
    """Read and assess the site; where its data has errors they are printed, and there is no desk.

    Args:
        opened: The site.
        form: Format of the problems.
    """
    kinds = merge(BUILTIN, *load_plugins())
    words = {language: read_messages(language) for language in LANGUAGES}
    desk = open_desk(opened.sources, kinds, words, now)
    if desk.value is None:
        counts = RowCounts()
        report = show(form, desk.problems, counts, opened.messages, opened.sources.files)
        click.echo(report, err=form == "text")
        click.echo(opened.messages["desk.stopped"]["message"], err=True)
        return None
    return _with_theme_words(desk.value, opened)


def _with_theme_words(desk: Desk, opened: OpenedSite) -> Desk:
    """Let forms call categories and measures what the pages call them."""
    site = desk.dataset.site
    theme = read_theme(site.theme, opened.folder).speaking(site.languages)
    words: dict[str, Messages] = {}
    for language, messages in desk.words.items():
        named = {
            key: {"message": text}
            for key, text in theme.wording.get(language, {}).items()
            if key.startswith(_THEME_WORDS)
        }
        words[language] = {**named, **messages}
    return desk.speaking(words)
