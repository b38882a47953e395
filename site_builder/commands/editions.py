"""``site-builder editions``: look at what is published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from site_builder.commands.opened import Messages, OpenedSite, open_site
from site_builder.config import configure
from site_builder.editions import editions_json, published_records
from site_builder.effects.published import read_published
from site_builder.errors import UsageError
from site_builder.model.published import EditionRecord, PublishedState


@dataclass(frozen=True, slots=True)
class ListOptions:
    """What ``editions list`` was asked for."""

    site: Path | None
    lang: str | None
    output: Path | None
    audience: str
    form: str


def run_list(options: ListOptions) -> int:
    """List the published editions of each audience, in the order of publication."""
    opened = open_site(options.site, options.lang)
    output = options.output or opened.folder / "output"
    states = {
        name: read_published(output / name) for name in audiences_of(opened, options.audience)
    }
    if options.form == "json":
        click.echo(json.dumps(_as_json(states), ensure_ascii=False, indent=2))
        return 0
    for name, state in states.items():
        for line in _lines(name, state, opened.messages):
            click.echo(line)
    return 0


def audiences_of(opened: OpenedSite, wanted: str) -> tuple[str, ...]:
    """Return the audiences that a command is about.

    Raises:
        UsageError: If the site names no such audience.
    """
    configured = configure(opened.sources).value
    named = tuple(a.name for a in configured.site.audiences) if configured else ()
    if wanted == "all":
        return named
    if wanted not in named:
        raise UsageError("unknown_audience", (("audience", wanted), ("known", ", ".join(named))))
    return (wanted,)


def _as_json(states: dict[str, PublishedState]) -> list[dict[str, object]]:
    """Return what each audience's ``editions.json`` says, or would say once it is mended."""
    return [
        {"audience": name, **json.loads(editions_json(published_records(state), state.latest))}
        for name, state in states.items()
    ]


def _lines(audience: str, state: PublishedState, messages: Messages) -> Iterator[str]:
    records = published_records(state)
    if not records:
        yield messages["editions.none"]["message"].format(audience=audience)
    for record in records:
        yield messages["editions.row"]["message"].format(
            audience=audience,
            edition=record.edition,
            published=record.published,
            as_of=record.as_of or "–",
            pages=record.pages,
            mark=_mark(record, state, messages),
        )


def _mark(record: EditionRecord, state: PublishedState, messages: Messages) -> str:
    if record.withdrawn:
        return messages["editions.withdrawn"]["message"].format(reason=record.withdrawn)
    return messages["editions.latest"]["message"] if record.edition == state.latest else ""
