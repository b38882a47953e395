"""What stands around every page: who speaks, where one is, where else one can go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.render.assets import style_names
from site_builder.render.components import HeldBackView, LinkView
from site_builder.render.held_back import make_held_back
from site_builder.render.links import ASSETS, EDITIONS, relative
from site_builder.render.scope import Scope

SECTIONS = ("home", "indicators", "units", "tasks", "guidance", "documents", "data")
"""The sections in the order of the navigation; one that the site lacks is left out."""

PARENTS = {
    "indicator": "indicators",
    "unit": "units",
    "task": "tasks",
    "guidance": "guidance",
    "changes": "data",
    "reporting": "data",
}
"""The section that a kind of page belongs to, where it is not a section itself."""

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
"""The name of each language in that language, as a reader who needs it looks for it."""


@dataclass(frozen=True, slots=True)
class Shell:
    """The parts common to all pages, written out."""

    language: str
    title: str
    site_title: str
    organisation: str
    description: str
    styles: tuple[str, ...]
    icon: str
    home: str
    search: str
    sections: tuple[LinkView, ...]
    languages: tuple[tuple[str, LinkView], ...]
    crumbs: tuple[LinkView, ...]
    notices: tuple[str, ...]
    held_back: HeldBackView | None
    as_of: str
    editions: str
    edition: str
    further: tuple[LinkView, ...]
    generator: str


def make_shell(scope: Scope) -> Shell:
    """Make what surrounds a page."""
    spec, context = scope.spec, scope.context
    site = context.disclosed.site
    return Shell(
        language=spec.language,
        title=spec.title,
        site_title=scope.text(site.title),
        organisation=scope.text(site.organisation),
        description=spec.description,
        styles=tuple(
            relative(spec.path, f"{ASSETS}/{name}") for name in style_names(context.assets)
        ),
        icon=scope.asset("icon.svg"),
        home=scope.href("home"),
        search=scope.href("search"),
        sections=tuple(_sections(scope)),
        languages=tuple(_languages(scope)),
        crumbs=tuple(_crumbs(scope)),
        notices=_notices(scope),
        held_back=make_held_back(scope),
        as_of=scope.day(context.as_of),
        editions=relative(spec.path, EDITIONS),
        edition=context.edition if spec.shows_edition else "",
        further=tuple(_further(scope)),
        generator=context.generator,
    )


def section_href(scope: Scope, section: str) -> str:
    """Return the address of a section's first page, "" where the site has none."""
    return scope.href(section) or scope.href(section, section) or scope.href(section, "index")


def _current_section(scope: Scope) -> str:
    return PARENTS.get(scope.spec.kind, scope.spec.kind)


def _sections(scope: Scope) -> Iterator[LinkView]:
    for section in SECTIONS:
        href = section_href(scope, section)
        if href:
            here = section == _current_section(scope)
            yield LinkView(scope.word(f"nav.{section}"), href, current=here)


def _further(scope: Scope) -> Iterator[LinkView]:
    """Yield links of the foot: pages of text outside the sections, reporting, the ledger."""
    for kind, identity, code in scope.context.addresses:
        folder, slash, rest = identity.partition("/")
        is_own = identity != "index" if not slash else rest == "index" and folder not in SECTIONS
        if code == scope.spec.language and kind in ("glossary", "other") and is_own:
            title = content_title(scope, identity)
            if title:
                yield LinkView(title, scope.href(kind, identity))
    for kind in ("reporting", "changes"):
        if href := scope.href(kind):
            yield LinkView(scope.word(f"nav.{kind}"), href)


def content_title(scope: Scope, key: str) -> str:
    """Return the title of a content page in the page's language, else in any; "" for none."""
    titles = {p.language: p.title for p in scope.context.disclosed.pages if p.key == key}
    return titles.get(scope.spec.language) or next(iter(titles.values()), "")


def _languages(scope: Scope) -> Iterator[tuple[str, LinkView]]:
    """Yield the same page in each of the site's languages, within the same edition."""
    spec, context = scope.spec, scope.context
    codes = context.disclosed.site.languages
    if len(codes) < 2:  # noqa: PLR2004 # one language: nothing to switch to
        return
    for code in codes:
        path = context.addresses.get((spec.kind, spec.id, code))
        path = path or context.addresses.get(("home", "", code), spec.path)
        name = LANGUAGES.get(code, code)
        yield code, LinkView(name, relative(spec.path, path), current=code == spec.language)


def _crumbs(scope: Scope) -> Iterator[LinkView]:
    """Yield the way from the home page to this one, this one without an address."""
    if scope.spec.kind == "home":
        return
    yield LinkView(scope.word("nav.home"), scope.href("home"))
    section = _current_section(scope)
    href = section_href(scope, section) if section in SECTIONS else ""
    if href and href != relative(scope.spec.path, scope.spec.path):
        yield LinkView(scope.word(f"nav.{section}"), href)
    if scope.spec.kind == "reporting" and scope.spec.id:
        yield LinkView(scope.word("nav.reporting"), scope.href("reporting"))
    folder = f"{scope.spec.id.partition('/')[0]}/index"
    above = scope.href(scope.spec.kind, folder) if "/" in scope.spec.id else ""
    if above and scope.spec.id != folder and content_title(scope, folder):
        yield LinkView(content_title(scope, folder), above)
    yield LinkView(scope.spec.title, current=True)


def _notices(scope: Scope) -> tuple[str, ...]:
    """Return the site's notice and the audience's, without repetition."""
    disclosed = scope.context.disclosed
    texts = (scope.text(disclosed.site.notice), scope.text(disclosed.audience.notice))
    return tuple(dict.fromkeys(text for text in texts if text))
