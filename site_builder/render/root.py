"""The pages of an audience's web root: the way in, the list of editions, the lost address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from site_builder.diagnostics import Diagnostic
from site_builder.formatting import format_date
from site_builder.model.artifact import Artifact
from site_builder.model.published import EditionRecord
from site_builder.model.site import SiteConfig
from site_builder.model.theme import Theme
from site_builder.render.assets import Assets, style_names
from site_builder.render.templates import fill, make_templates
from site_builder.wording import Wording

PAGES = ("index.html", "404.html", "editions.html")
TEMPLATES: Mapping[str, str] = {"index.html": "redirect.html"}
"""The template of a page where it is not called like the page."""


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition, written out; ``href`` and ``state`` are "" for a withdrawn one."""

    edition: str
    href: str
    published: str
    as_of: str
    pages: int
    state: str
    withdrawn: str


@dataclass(frozen=True, slots=True)
class RootView:
    """The pages of a web root, written out, in the site's first language."""

    language: str
    site_title: str
    organisation: str
    notices: tuple[str, ...]
    styles: tuple[str, ...]
    url: str
    rows: tuple[EditionRow, ...]
    generator: str


def render_root(
    site: SiteConfig,
    audience: str,
    records: Sequence[EditionRecord],
    latest: str | None,
    assets: Assets,
    theme: Theme,
) -> tuple[Artifact, ...]:
    """Render ``index.html``, ``404.html`` and ``editions.html`` of one audience.

    Args:
        site: The site; the pages are in its first language.
        audience: Whose web root it is.
        records: All editions in the order of publication, withdrawn ones too.
        latest: The edition that ``latest`` points at, None where there is none.
        assets: The theme's assets under their hashed names.
        theme: The theme; what is wrong with its templates ``render_pages`` has reported.
    """
    made = _render(site, audience, records, latest, assets, theme)
    return tuple(one for one in made if isinstance(one, Artifact))


def check_root(
    site: SiteConfig, audience: str, assets: Assets, theme: Theme
) -> tuple[Diagnostic, ...]:
    """Find what is wrong with the templates of the web root before anything is published."""
    example = EditionRecord("1", "2000-01-01", "", "2000-01-01", 1, "")
    made = _render(site, audience, (example,), "1", assets, theme)
    return tuple(one for one in made if isinstance(one, Diagnostic))


def _render(
    site: SiteConfig,
    audience: str,
    records: Sequence[EditionRecord],
    latest: str | None,
    assets: Assets,
    theme: Theme,
) -> list[Artifact | Diagnostic]:
    wording = Wording(site.default_language, theme.wording.get(site.default_language, {}))
    view = _make_view(site, audience, records, latest, assets, wording)
    templates = make_templates(theme, wording)
    return [
        fill(templates, theme, TEMPLATES.get(name, name), name, {"page": view}) for name in PAGES
    ]


def _make_view(
    site: SiteConfig,
    audience: str,
    records: Sequence[EditionRecord],
    latest: str | None,
    assets: Assets,
    wording: Wording,
) -> RootView:
    language = site.default_language
    settings = site.audience(audience)
    notices = [text.best(language) for text in (site.notice, settings.notice) if text is not None]
    return RootView(
        language=language,
        site_title=site.title.best(language),
        organisation=site.organisation.best(language),
        notices=tuple(dict.fromkeys(notices)),
        styles=tuple(f"assets/{name}" for name in style_names(assets.names)),
        url=f"{settings.url.rstrip('/')}/" if settings.url else "",
        rows=tuple(_make_row(record, latest, wording) for record in reversed(records)),
        generator=records[-1].generator if records else "",
    )


def _make_row(record: EditionRecord, latest: str | None, wording: Wording) -> EditionRow:
    gone = bool(record.withdrawn)
    state = "editions.latest" if record.edition == latest else "editions.earlier"
    return EditionRow(
        edition=record.edition,
        href="" if gone else f"{record.edition}/index.html",
        published=_day(record.published[:10], wording.language),
        as_of=_day(record.as_of, wording.language),
        pages=record.pages,
        state="" if gone else wording(state),
        withdrawn=wording("editions.withdrawn", reason=record.withdrawn) if gone else "",
    )


def _day(text: str, language: str) -> str:
    """Write an ISO day as readers know it; anything else stays as it is."""
    try:
        return format_date(date.fromisoformat(text), language)
    except ValueError:
        return text
