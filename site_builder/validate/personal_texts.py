"""Find data on persons in the texts of pages, of indicators and of the site itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from site_builder.diagnostics import Diagnostic, Location, make_diagnostic
from site_builder.model.content import ContentPage
from site_builder.model.indicator import Indicator
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.spreadsheet import cell_name
from site_builder.model.tables import RawTable
from site_builder.model.text import Text
from site_builder.validate import rules
from site_builder.validate.personal_data import IN_TEXT, blank_addresses, masked

SITE = "site.yaml"

Places = Mapping[tuple[str, str], tuple[int, int]]
Value = tuple[tuple[str, ...], str]
"""The steps that lead to a text in a YAML file, and the text."""


def check_texts(pages: Iterable[ContentPage]) -> Iterator[Diagnostic]:
    """Find identity cards, and contacts that may be a person's, in pages.

    An office's own number or address is right in a guide, so contacts are warnings only.
    """
    for page in pages:
        for number, line in enumerate(blank_addresses(page.body).split("\n")):
            for match in IN_TEXT.finditer(line):
                rule = rules.CARD_IN_TEXT if match["card"] else rules.CONTACT_IN_TEXT
                place = Location(page.path, page.body_line + number, match.start() + 1)
                yield make_diagnostic(rule, place, value=masked(match.group()))
        for text in (page.title, page.description, *page.tags):
            yield from _in_own_words(text, Location(page.path, 1))


def check_values(
    site: SiteConfig, indicators: Iterable[Indicator], places: Places
) -> Iterator[Diagnostic]:
    """Find data on persons in the texts of ``site.yaml`` and of the indicators' files.

    What an indicator says goes with its figures, so it is an error there as in a cell; the
    site's own words may hold the office's number, as a page may.
    """
    for steps, text in _texts(site, ()):
        yield from _in_own_words(text, _place(SITE, steps, places))
    for indicator in indicators:
        for steps, text in _texts(indicator, ()):
            match = IN_TEXT.search(blank_addresses(text))
            if match is not None:
                place = _place(indicator.path, steps, places)
                facts = {"value": masked(match.group()), "column": steps[0]}
                yield make_diagnostic(rules.PERSONAL_DATA, place, **facts)


def check_asides(tables: Iterable[RawTable]) -> Iterator[Diagnostic]:
    """Find data on persons in titles, signatures and other cells beside a sheet's tables."""
    for table in tables:
        for address, text in table.asides:
            match = IN_TEXT.search(blank_addresses(text))
            if match is not None:
                cell = cell_name(address)
                place = Location(table.path, sheet=table.sheet, cell=cell)
                facts = {"value": masked(match.group()), "column": cell}
                yield make_diagnostic(rules.PERSONAL_DATA, place, **facts)


def _in_own_words(text: str, place: Location) -> Iterator[Diagnostic]:
    """Yield the first that is found in a text of the editors."""
    found = IN_TEXT.search(blank_addresses(text))
    if found is not None:
        rule = rules.CARD_IN_TEXT if found["card"] else rules.CONTACT_IN_TEXT
        yield make_diagnostic(rule, place, value=masked(found.group()))


def _texts(value: object, steps: tuple[str, ...]) -> Iterator[Value]:
    """Yield the texts for readers, and the sources, below a value."""
    match value:
        case Text():
            yield from (((*steps, language), text) for language, text in value.translations)
        case str() if steps[-1] == "source":
            yield steps, value
        case tuple():
            for number, item in enumerate(value):
                name = item.name if isinstance(item, AudienceConfig) else str(number)
                yield from _texts(item, (*steps, name))
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from _texts(getattr(value, field.name), (*steps, field.name))


def _place(path: str, steps: tuple[str, ...], places: Places) -> Location:
    """Return where a text stands; one in the first language alone has no key for it."""
    for key in (".".join(steps), ".".join(steps[:-1])):
        if (path, key) in places:
            return Location(path, *places[path, key])
    return Location(path)
