"""The command line: parse, one call, exit code. No decision about the domain is made here.

Commands import what they need when they run, so that ``--help`` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from site_builder import __version__

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("text", "json", "github", "junit", "sarif")
AUDIENCE_CHOICES = ("internal", "public", "all")


class _Command(click.Command):
    """Turns what goes wrong into the exit codes of the contract."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; failures of the world and of ours end with their own codes."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except KeyboardInterrupt:
            click.echo(err=True)
            sys.exit(130)
        except Exception as failed:  # noqa: BLE001 - the last door: nothing escapes unexplained
            from site_builder.commands.failures import explain_failure  # noqa: PLC0415

            sys.exit(explain_failure(failed, ctx.params.get("lang"), ctx.params.get("site")))


class _Group(click.Group):
    """A group whose commands end with the exit codes of the contract."""

    command_class = _Command
    group_class = type


def _site_option(command: F) -> F:
    return click.option(
        "--site",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Folder of the site.  [default: nearest site.yaml upwards]",
    )(command)


def _lang_option(command: F) -> F:
    return click.option(
        "--lang",
        type=click.Choice(["vi", "en"]),
        help="Language of messages.  [default: the site's first language]",
    )(command)


def _format_option(*formats: str) -> Callable[[F], F]:
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How results are written.",
    )


def _output_option(command: F) -> F:
    return click.option(
        "--output",
        type=click.Path(file_okay=False, path_type=Path),
        help="Folder to publish into.  [default: output/ in the site's folder]",
    )(command)


def _audience_option(command: F) -> F:
    return click.option(
        "--audience",
        type=click.Choice(AUDIENCE_CHOICES),
        default="all",
        show_default=True,
        help="Whose edition.",
    )(command)


def _cache_option(command: F) -> F:
    return click.option(
        "--cache",
        type=click.Path(file_okay=False, path_type=Path),
        help="Folder of the cache.  [default: .cache/ in the site's folder]",
    )(command)


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="site-builder")
def main() -> None:
    """Build a progress portal: data files and Markdown in, a versioned site out."""


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@_lang_option
def init(folder: Path, lang: str | None) -> None:
    """Write a small complete site with sample data into DIR."""
    from site_builder.commands.init import run_init  # noqa: PLC0415

    sys.exit(run_init(folder, lang))


@main.command()
@_site_option
@_lang_option
@_output_option
@_cache_option
@_format_option(*FORMATS)
@click.option(
    "--report",
    "page",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Also write a page of all problems, DIR/index.html.",
)
def check(**options: Any) -> None:
    """Read and check everything, write nothing."""
    from site_builder.commands.build import CheckOptions, run_check  # noqa: PLC0415

    sys.exit(run_check(CheckOptions(**options)))


@main.command()
@_site_option
@_lang_option
@_audience_option
@click.option("--edition", metavar="ID", help="Name of the edition.  [default: the day]")
@_output_option
@click.option("--jobs", type=click.IntRange(min=1), help="Processes.  [default: one a core]")
@_cache_option
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
@click.option("--draft", is_flag=True, help="Write AUDIENCE/draft/ and publish nothing.")
@click.option(
    "--quarantine",
    is_flag=True,
    help="Publish without the rows that have errors; copy them to quarantine/ to be corrected.",
)
@_format_option(*FORMATS)
def build(**options: Any) -> None:
    """Check, build and publish an edition for each audience."""
    from site_builder.commands.build import BuildOptions, run_build  # noqa: PLC0415

    sys.exit(run_build(BuildOptions(**options)))


@main.command()
@_site_option
@_lang_option
@click.option(
    "--audience",
    type=click.Choice(AUDIENCE_CHOICES[:2]),
    default="internal",
    show_default=True,
    help="Whose edition.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port on this machine (0: any free one).",
)
@_cache_option
def serve(**options: Any) -> None:
    """Build into a temporary place, serve it on this machine, rebuild on change."""
    from site_builder.commands.serve import ServeOptions, run_serve  # noqa: PLC0415

    sys.exit(run_serve(ServeOptions(**options)))


@main.group()
def editions() -> None:
    """Look at published editions."""


@editions.command("list")
@_site_option
@_lang_option
@_output_option
@_audience_option
@_format_option("text", "json")
def editions_list(**options: Any) -> None:
    """List the published editions, newest last."""
    from site_builder.commands.editions import ListOptions, run_list  # noqa: PLC0415

    sys.exit(run_list(ListOptions(**options)))


@main.command()
@_site_option
@_lang_option
@click.option("--period", required=True, metavar="P", help="Period: 2026, 2026-S1, 2026-Q1 …")
@click.option("--unit", metavar="U", help="Only the form of this unit.")
@click.option("--all", "all_in_one", is_flag=True, help="One form for all units.")
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write into.  [default: forms/ in the site's folder]",
)
@click.option("--overwrite", is_flag=True, help="Replace forms that are there already.")
def forms(**options: Any) -> None:
    """Write Excel forms for what is due in a period: one for each unit, or one for all."""
    from site_builder.commands.forms import FormsOptions, run_forms  # noqa: PLC0415

    sys.exit(run_forms(FormsOptions(**options)))


@main.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@_site_option
@_lang_option
@click.option("--accept", is_flag=True, help="Write the figures into data/observations/.")
@click.option("--reason", metavar="TEXT", help="Why official figures change, for the ledger.")
@click.option(
    "--kind",
    type=click.Choice(["correction", "revision"]),
    default="correction",
    show_default=True,
    help="Kind of change, for the ledger.",
)
@_format_option(*FORMATS)
def intake(**options: Any) -> None:
    """Check filled forms and show what they change; with --accept take them in."""
    from site_builder.commands.intake import IntakeOptions, run_intake  # noqa: PLC0415

    sys.exit(run_intake(IntakeOptions(**options)))


@main.group()
def units() -> None:
    """Look at the register of units."""


@units.command("check")
@_site_option
@_lang_option
@_format_option(*FORMATS)
def units_check(**options: Any) -> None:
    """Report what is wrong with the register of units, and count it over time."""
    from site_builder.commands.units import UnitsOptions, run_units_check  # noqa: PLC0415

    sys.exit(run_units_check(UnitsOptions(**options)))


@main.command()
@click.argument("code", required=False)
@_site_option
@_lang_option
def explain(code: str | None, site: Path | None, lang: str | None) -> None:
    """Explain a problem CODE with a wrong and a right example; without one, list them."""
    from site_builder.commands.explain import run_explain  # noqa: PLC0415

    sys.exit(run_explain(code, site, lang))


@main.command()
@click.argument("name", required=False)
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write each schema as a file into this folder.",
)
def schema(name: str | None, to: Path | None) -> None:
    """Print the JSON Schema of each YAML file (or of the one called NAME)."""
    from site_builder.commands.schema import run_schema  # noqa: PLC0415

    sys.exit(run_schema(name, to))
