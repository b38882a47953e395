"""``site-builder serve``: build into a temporary place, serve it here, rebuild on change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from site_builder.commands.build import BuildOptions, Outcome, make_all, report_text
from site_builder.commands.opened import OpenedSite, open_site
from site_builder.commands.progress import show_progress
from site_builder.effects.publish import write_draft
from site_builder.effects.serve import Preview, serving
from site_builder.effects.watch import watch

ENTRANCE = """<!doctype html>
<html><head><meta charset="utf-8"><title>draft</title>
<meta http-equiv="refresh" content="0; url=draft/index.html"></head>
<body><p><a href="draft/index.html">draft/index.html</a></p></body></html>
"""


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What ``serve`` was asked for."""

    site: Path | None
    lang: str | None
    audience: str
    port: int
    cache: Path | None


def run_serve(options: ServeOptions) -> int:
    """Serve drafts until interrupted; the published site is neither read nor written."""
    preview = Preview()
    opened = open_site(options.site, options.lang)
    with TemporaryDirectory(prefix="site-builder-") as place:
        root = Path(place)
        with serving(preview, options.port) as address:
            ready = opened.messages["serve.ready"]["message"].format(address=address)
            click.echo(ready, err=True)
            watch(opened.folder, lambda: _rebuild(options, root, preview))
    return 0


def _rebuild(options: ServeOptions, root: Path, preview: Preview) -> None:
    """Build a draft and show it, or show what stopped it over the last good one."""
    opened = open_site(options.site, options.lang)
    order = BuildOptions(
        site=options.site,
        lang=options.lang,
        audience=options.audience,
        edition=None,
        output=root / "nothing-published",
        jobs=None,
        cache=options.cache,
        no_cache=False,
        draft=True,
        form="text",
    )
    with show_progress(opened.messages, 5, plain=False) as advance:
        outcome = make_all(opened, order, advance)
    click.echo(report_text(outcome, opened, "text"), err=True)
    if outcome.has_errors:
        _show_problems(outcome, opened, preview)
        return
    made = outcome.made[options.audience]
    draft = write_draft(made.artifacts, made.assets.files, root / options.audience)
    (draft.parent / "index.html").write_text(ENTRANCE, encoding="utf-8")
    preview.show(draft.parent)
    rebuilt = opened.messages["serve.rebuilt"]["message"].format(pages=len(made.plan.pages))
    click.echo(rebuilt, err=True)


def _show_problems(outcome: Outcome, opened: OpenedSite, preview: Preview) -> None:
    title = opened.messages["serve.problems"]["message"]
    preview.fail(title, report_text(outcome, opened, "text"))
    click.echo(title, err=True)
