"""All files of a site that are YAML or Markdown, each read by itself, then together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from site_builder.config import rules
from site_builder.config.front_matter import page_key, read_page
from site_builder.config.indicator_rules import read_indicator
from site_builder.config.sidecar_file import read_sidecar
from site_builder.config.site_file import first_languages, read_site, stand_in
from site_builder.config.source_text import LARGEST_PAGE, LARGEST_YAML, decode_text
from site_builder.config.tree import ScalarNode, YamlFile, compose
from site_builder.config.value_places import Places, places_of_values
from site_builder.diagnostics import (
    Checked,
    Diagnostic,
    Location,
    make_diagnostic,
    sort_problems,
)
from site_builder.model.content import ContentPage
from site_builder.model.dataset import Configured
from site_builder.model.indicator import Indicator
from site_builder.model.site import SiteConfig
from site_builder.model.source import SourceTree
from site_builder.model.tables import TableOptions

T = TypeVar("T")

SITE_FILE = "site.yaml"
INDICATORS = "data/indicators"
"""Folder of the indicators' files."""


@dataclass(frozen=True, slots=True)
class ReadIndicators:
    """All indicators' files; ``is_complete`` is false where a code cannot be told from one."""

    by_code: Mapping[str, Indicator]
    broken: frozenset[str]
    is_complete: bool
    places: Places


def configure(sources: SourceTree) -> Checked[Configured]:
    """Read everything that is YAML or Markdown.

    Returns:
        What the files say, never None: where ``site.yaml`` is broken, a plain stand-in takes
        its place; indicators with errors are left out and their codes are in ``broken``;
        pages with errors stay, so that references to them are not reported again.
    """
    site, site_places = _read_site_file(sources)
    assert site.value is not None  # noqa: S101 # a stand-in is always there
    languages = site.value.languages
    indicators, about_indicators = _read_indicators(sources, languages)
    options = _read_sidecars(sources)
    pages = _read_pages(sources, languages)
    configured = Configured(
        site=site.value,
        indicators=indicators.by_code,
        pages=pages.value or (),
        options=options.value or {},
        broken=indicators.broken,
        knows_all_codes=indicators.is_complete,
        places={**site_places, **indicators.places},
        files={p: sources.files[p] for p in sources.below("content") if not p.endswith(".md")},
    )
    parts = (site.problems, about_indicators, options.problems, pages.problems)
    return Checked(configured, sort_problems(problem for part in parts for problem in part))


def _read_yaml(
    sources: SourceTree, path: str, read: Callable[[YamlFile], Checked[T]]
) -> tuple[YamlFile | None, Checked[T]]:
    """Read one YAML file; its value is None if anything about it is an error."""
    text = decode_text(path, sources.files[path], LARGEST_YAML)
    if text.value is None:
        return None, Checked(None, text.problems)
    tree = compose(path, text.value)
    if tree.value is None:
        return None, Checked(None, tree.problems)
    result = read(tree.value)
    return tree.value, Checked(
        None if tree.has_errors else result.value, (*tree.problems, *result.problems)
    )


def _read_site_file(sources: SourceTree) -> tuple[Checked[SiteConfig], Places]:
    """Read ``site.yaml``, with the places of its values; the site is never None."""
    if SITE_FILE not in sources.files:
        missing = make_diagnostic(rules.EMPTY_FILE, Location(SITE_FILE))
        return Checked(stand_in(("vi",)), (missing,)), {}
    tree, site = _read_yaml(sources, SITE_FILE, read_site)
    places = places_of_values(tree) if tree is not None else {}
    return Checked(site.value or stand_in(first_languages(tree)), site.problems), places


def _read_indicators(
    sources: SourceTree, languages: tuple[str, ...]
) -> tuple[ReadIndicators, tuple[Diagnostic, ...]]:
    """Read all indicators, with every problem of their files."""
    indicators: dict[str, Indicator] = {}
    problems: list[Diagnostic] = []
    places: dict[tuple[str, str], tuple[int, int]] = {}
    broken: set[str] = set()
    firsts: dict[str, str] = {}
    paths = sources.below(INDICATORS, ".yaml")
    for path in paths:
        tree, read = _read_yaml(sources, path, lambda file: read_indicator(file, languages))
        problems += read.problems
        code = _written_code(sources.files[path], tree)
        first = firsts.setdefault(code.casefold(), path) if code else path
        if first != path and tree is not None:
            facts = {"value": code, "first": first}
            problems.append(make_diagnostic(rules.DUPLICATE_CODE, tree.at("code"), **facts))
        elif read.value is not None and tree is not None:
            indicators[code] = read.value
            places |= places_of_values(tree)
        else:
            broken.add(code)
    if not paths:
        problems.append(make_diagnostic(rules.NO_INDICATOR, Location(INDICATORS)))
    is_complete = bool(paths) and "" not in broken
    codes = frozenset(broken) - {"", *indicators}
    return ReadIndicators(indicators, codes, is_complete, places), tuple(problems)


def _written_code(content: bytes, tree: YamlFile | None) -> str:
    """Return the code in an indicator's file, even a broken one; empty where none is seen."""
    if tree is not None:
        node = tree.root.get("code")
        return node.text.strip() if isinstance(node, ScalarNode) else ""
    match = re.search(rb"""(?m)^code:[ \t]*["']?([\w.-]+)""", content)
    return match[1].decode("utf-8", "replace") if match else ""


def _read_sidecars(sources: SourceTree) -> Checked[dict[str, TableOptions]]:
    """Read the options of tables, by the table's path."""
    options: dict[str, TableOptions] = {}
    problems: list[Diagnostic] = []
    for path in sources.below("data", ".yaml", ".yml"):
        table = path.removesuffix(".yaml")
        if path.endswith(".yml"):
            value = path.removesuffix(".yml") + ".yaml"
            problems.append(make_diagnostic(rules.WRONG_SUFFIX, Location(path), suggestion=value))
        elif not path.startswith(f"{INDICATORS}/"):
            _, read = _read_yaml(sources, path, read_sidecar)
            problems += read.problems
            if table not in sources.files:
                facts = {"value": table}
                problems.append(
                    make_diagnostic(rules.SIDECAR_WITHOUT_TABLE, Location(path), **facts)
                )
            elif read.value is not None:
                options[table] = read.value
    return Checked(options, tuple(problems))


def _read_pages(
    sources: SourceTree, languages: tuple[str, ...]
) -> Checked[tuple[ContentPage, ...]]:
    """Read all Markdown pages, sorted by path."""
    pages: list[ContentPage] = []
    problems: list[Diagnostic] = []
    paths = sorted(sources.below("content", ".md"))
    for path in paths:
        text = decode_text(path, sources.files[path], LARGEST_PAGE)
        problems += text.problems
        # An unreadable page is still a page to those that refer to it.
        read = read_page(path, text.value or "---\ntitle: x\n---", languages)
        problems += read.problems if text.value is not None else ()
        if read.value is not None:
            pages.append(read.value)
    problems += _check_translations(paths, languages)
    return Checked(tuple(pages), tuple(problems))


def _check_translations(paths: Iterable[str], languages: tuple[str, ...]) -> Iterable[Diagnostic]:
    """Check that a page stands once in each language, and in the first one at least."""
    seen: dict[tuple[str, str], str] = {}
    for path in paths:
        key = page_key(path, languages)
        if key in seen:
            facts = {"value": key[1], "first": seen[key]}
            yield make_diagnostic(rules.SAME_PAGE, Location(path), **facts)
        seen.setdefault(key, path)
    for (name, language), path in seen.items():
        if (name, languages[0]) not in seen:
            facts = {"value": language, "first": languages[0], "expected": f"content/{name}.md"}
            yield make_diagnostic(rules.TRANSLATION_ALONE, Location(path), **facts)
