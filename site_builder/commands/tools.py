"""What a build is handed from outside, gathered once a run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from site_builder.commands.progress import Advance
from site_builder.effects.clock import now
from site_builder.effects.generator import generator_name, source_digest, tool_versions
from site_builder.effects.runner import make_runner
from site_builder.effects.themes import package_themes, theme_folders
from site_builder.model.site import SiteConfig
from site_builder.pipeline import Tools


@dataclass(frozen=True, slots=True)
class Memory:
    """The cache of a run: its folder (None: neither read nor written), and if it is written."""

    folder: Path | None
    is_written: bool


@contextmanager
def make_tools(
    site: SiteConfig, folder: Path, memory: Memory, jobs: int | None, advance: Advance
) -> Iterator[Tools]:
    """Gather the tools of one run; processes that it starts end with the block.

    Args:
        site: Whose time zone the clock tells, and whose theme's fonts charts are set in.
        folder: The site's folder.
        memory: What earlier builds remember, and whether this one adds to it.
        jobs: How many processes may draw, None for one a core.
        advance: Hears of each step.
    """
    fonts = find_fonts(site.theme, folder)
    processes = jobs or os.cpu_count() or 1
    with make_runner(processes, memory.folder, fonts, remember=memory.is_written) as run:
        yield Tools(
            now=now(site.timezone),
            run=run,
            generator=generator_name(),
            code=source_digest(),
            versions=tool_versions(),
            advance=advance,
        )


def find_fonts(theme: str, folder: Path) -> Path:
    """Return the folder of the theme's own fonts, or of the base theme's."""
    places = (place / "fonts" for place in theme_folders(theme, folder))
    return next((place for place in places if place.is_dir()), package_themes() / "base/fonts")
