"""Fill templates with views: every page of an edition, as bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import Environment

from site_builder.diagnostics import Checked, Diagnostic, Location, sort_problems
from site_builder.extension import PageKind, RenderContext
from site_builder.model.artifact import Artifact
from site_builder.model.charts import DrawnChart
from site_builder.model.pages import (
    HomeBody,
    IndicatorBody,
    PageSpec,
    ProseBody,
    SectionBody,
    SitePlan,
)
from site_builder.model.portal import Portal
from site_builder.model.prose import Prose
from site_builder.model.theme import Theme
from site_builder.render.assets import Assets
from site_builder.render.prose import check_prose
from site_builder.render.root import check_root
from site_builder.render.scope import Scope
from site_builder.render.shell import make_shell
from site_builder.render.templates import fill, make_templates, missing_word
from site_builder.wording import MissingWordError, Wording


@dataclass(frozen=True, slots=True)
class _Filler:
    """What one language's pages are filled with: the words and a template environment."""

    context: RenderContext
    templates: Environment
    theme: Theme


def render_pages(  # noqa: PLR0913, PLR0917 # one for each stage whose work is joined here
    plan: SitePlan,
    portal: Portal,
    charts: Mapping[tuple[str, str], DrawnChart],
    assets: Assets,
    theme: Theme,
    kinds: Mapping[str, PageKind],
    edition: str,
    generator: str,
) -> Checked[tuple[Artifact, ...]]:
    """Render every page of a plan.

    A page's bytes follow from its specification, the registers, the words and the
    templates; the edition's id goes in only where the specification says so.

    Returns:
        One file a page, in the order of the plan, without the pages that failed; the
        problems of all pages, each once.
    """
    fillers = {
        language: _Filler(
            RenderContext(
                disclosed=portal.disclosed,
                wording=Wording(language, theme.wording.get(language, {})),
                addresses=plan.addresses,
                charts=charts,
                assets=assets.names,
                as_of=portal.as_of,
                edition=edition,
                generator=generator,
                attachments={a.source: a.path for a in plan.attachments},
            ),
            make_templates(theme, Wording(language, theme.wording.get(language, {}))),
            theme,
        )
        for language in sorted({spec.language for spec in plan.pages})
    }
    made = [_render(spec, kinds[spec.kind], fillers[spec.language]) for spec in plan.pages]
    problems = [p for spec in plan.pages for prose in _proses(spec) for p in check_prose(prose)]
    problems += [one for one in made if isinstance(one, Diagnostic)]
    problems += check_root(portal.disclosed.site, portal.disclosed.audience.name, assets, theme)
    return Checked(tuple(one for one in made if isinstance(one, Artifact)), sort_problems(problems))


def _render(spec: PageSpec, kind: PageKind, filler: _Filler) -> Artifact | Diagnostic:
    """Render one page."""
    scope = Scope(spec, filler.context)
    try:
        values = {"page": kind.view(spec, filler.context), "shell": make_shell(scope)}
    except MissingWordError as missing:
        place = Location(f"themes/{filler.theme.name}/wording/{spec.language}")
        return missing_word(missing, place)
    return fill(filler.templates, filler.theme, kind.template, spec.path, values)


def _proses(spec: PageSpec) -> Iterator[Prose]:
    """Yield the author's texts that a page shows."""
    body = spec.body
    if isinstance(body, (HomeBody, IndicatorBody, ProseBody, SectionBody)) and body.prose:
        yield body.prose
