"""Find calls and links in pages to things that the pages' readers may not read.

The validate stage has made sure that everything a page names exists; here the question is
only for whom. A public page that names an internal document would either leak it or break.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.diagnostics import Diagnostic, Location, Rule, make_diagnostic
from site_builder.model.content import Call, ContentPage
from site_builder.model.dataset import Dataset
from site_builder.model.observation import Observations
from site_builder.model.period import parse_period
from site_builder.model.site import may_read

HIDDEN_INDICATOR = Rule("SB401")
HIDDEN_FIGURE = Rule("SB402")
HIDDEN_DOCUMENT = Rule("SB403")
HIDDEN_PAGE = Rule("SB404")
DRAFT_PAGE = Rule("SB405")

_ABOUT_INDICATORS = ("value", "target", "status", "chart", "table")
_RowKeys = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Readable:
    """What exists and what of it an audience may read: enough to judge a call.

    Rows are keyed by (indicator, unit) and by (indicator, unit, period), figures in use only.
    ``pages`` and ``drafts`` are keys of readable pages and of those that are but drafts.
    """

    dataset: Dataset
    audience: str
    all_rows: _RowKeys
    rows: _RowKeys
    pages: frozenset[str]
    drafts: frozenset[str]


def check_prose(
    dataset: Dataset, readable: Observations, audience: str, *, drafts: bool
) -> tuple[tuple[ContentPage, ...], tuple[Diagnostic, ...]]:
    """Return the pages for an audience, and the calls in them that it may not follow.

    Args:
        dataset: Everything.
        readable: The rows that the audience may read; a figure withheld because a count is
            too small is among them: pages show it as withheld.
        audience: Who reads.
        drafts: Whether draft pages are kept.

    Returns:
        The pages without an error, and the errors.
    """
    open_pages = [page for page in dataset.pages if may_read(audience, page.audience)]
    kept = tuple(page for page in open_pages if drafts or not page.draft)
    keys = frozenset(page.key for page in kept)
    known = _Readable(
        dataset,
        audience,
        _row_keys(dataset.observations),
        _row_keys(readable),
        keys,
        frozenset(page.key for page in open_pages) - keys,
    )
    problems = {page.path: tuple(_check_page(page, known)) for page in kept}
    sound = tuple(page for page in kept if not problems[page.path])
    return sound, tuple(problem for found in problems.values() for problem in found)


def _row_keys(observations: Observations) -> _RowKeys:
    frame = observations.frame
    used = frame[(frame["breakdown"] == "") & (frame["variant"] == "")]
    rows = list(zip(*(used[n].tolist() for n in ("indicator", "unit", "period")), strict=True))
    return frozenset([*rows, *(row[:2] for row in rows)])


def _check_page(page: ContentPage, known: _Readable) -> Iterator[Diagnostic]:
    for call in page.calls:
        if call.name in _ABOUT_INDICATORS and call.arguments:
            yield from _check_indicator(page, call, known)
        elif call.name == "document" and call.arguments:
            yield from _check_document(page, call, known)
        elif call.name == "page" and call.arguments:
            name = call.arguments[0]
            rule = _hidden(name.removesuffix(".md"), known)
            if rule is not None:
                yield _report(rule, page, call, "0", name, known)
    for link in page.links:
        rule = _hidden(link.key, known) if link.key else None
        if rule is not None:
            yield _report_at(rule, Location(page.path, link.line, link.column), link.target, known)


def _check_indicator(page: ContentPage, call: Call, known: _Readable) -> Iterator[Diagnostic]:
    code = call.arguments[0]
    if not may_read(known.audience, known.dataset.indicators[code].audience):
        yield _report(HIDDEN_INDICATOR, page, call, "0", code, known)
    elif (unit := call.option("unit")) is not None:
        key = _figure_key(code, unit, call.option("period"))
        if key in known.all_rows and key not in known.rows:
            argument = "unit" if len(key) == 2 else "period"  # noqa: PLR2004 - no period in the key
            yield _report(HIDDEN_FIGURE, page, call, argument, " · ".join(key), known)


def _figure_key(code: str, unit: str, period: str | None) -> tuple[str, ...]:
    parsed = parse_period(period) if period is not None else None
    return (code, unit) if parsed is None else (code, unit, str(parsed))


def _check_document(page: ContentPage, call: Call, known: _Readable) -> Iterator[Diagnostic]:
    name = call.arguments[0]
    if not may_read(known.audience, known.dataset.documents[name].audience):
        yield _report(HIDDEN_DOCUMENT, page, call, "0", name, known)


def _hidden(key: str, known: _Readable) -> Rule | None:
    """Return the rule that a way to a page breaks, None where readers may follow it."""
    if key in known.drafts:
        return DRAFT_PAGE
    return None if key in known.pages else HIDDEN_PAGE


def _report(
    rule: Rule, page: ContentPage, call: Call, argument: str, value: str, known: _Readable
) -> Diagnostic:
    places: Mapping[str, tuple[int, int]] = {n: (line, col) for n, line, col in call.places}
    line, column = places.get(argument, (call.line, call.column))
    return _report_at(rule, Location(page.path, line, column), value, known, function=call.name)


def _report_at(
    rule: Rule, place: Location, value: str, known: _Readable, **facts: str
) -> Diagnostic:
    facts["value"] = value
    # A draft is one for every audience: the same problem must not come once for each.
    if rule is not DRAFT_PAGE:
        facts["audience"] = known.audience
    return make_diagnostic(rule, place, **facts)
