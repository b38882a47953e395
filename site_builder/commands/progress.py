"""Show how far a build has come: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from site_builder.commands.opened import Messages

Advance = Callable[..., None]
"""Called with a step's key (``draw``) and facts when the step begins."""


@contextmanager
def show_progress(messages: Messages, total: int, *, plain: bool) -> Iterator[Advance]:
    """Yield the function that tells of each step.

    Args:
        messages: The words, by ``step.<key>``.
        total: How many steps there will be.
        plain: Whether to write a line a step where standard error is no terminal.
    """
    if not sys.stderr.isatty():
        yield _plain(messages) if plain else _silent
        return
    from rich.console import Console  # noqa: PLC0415 - needed on terminals alone
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=total)

        def show_step(key: str, **facts: str) -> None:
            """Move the bar on by one step."""
            bar.update(task, advance=1, description=_text(messages, key, facts))

        yield show_step


def _text(messages: Messages, key: str, facts: dict[str, str]) -> str:
    return messages[f"step.{key}"]["message"].format(**facts)


def _plain(messages: Messages) -> Advance:
    def write_step(key: str, **facts: str) -> None:
        """Write one line."""
        click.echo(_text(messages, key, facts), err=True)

    return write_step


def _silent(_key: str, **_facts: str) -> None:
    """Say nothing."""
