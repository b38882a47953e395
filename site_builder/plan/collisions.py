"""Find files of an edition that would overwrite each other on a disk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.diagnostics import Diagnostic, Location, make_diagnostic
from site_builder.model.pages import (
    Attachment,
    Download,
    IndicatorBody,
    PageSpec,
    ProseBody,
    SectionBody,
    TaskBody,
    UnitBody,
)
from site_builder.plan.rules import SAME_ADDRESS

SITE_FILE = "site.yaml"
_FIT = re.compile(r"(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+\.html")


@dataclass(frozen=True, slots=True)
class Claim:
    """A file that something wants to be; ``owner`` is what readers of a message know it by."""

    path: str
    owner: str
    source: str


def check_paths(
    pages: Sequence[PageSpec],
    downloads: Sequence[Download],
    attachments: Sequence[Attachment] = (),
) -> tuple[Diagnostic, ...]:
    """Report addresses that are claimed twice.

    Each problem stands at the file that the later claim comes from and names both.

    Raises:
        ValueError: If an address leads out of the edition or is not fit for a file: what
            authors write was made fit, so a page kind has a bug.
    """
    for page in pages:
        if _FIT.fullmatch(page.path) is None:
            raise ValueError(f"page kind {page.kind!r} wants the path {page.path!r}")
    claims = [
        *(Claim(d.path, d.path, SITE_FILE) for d in downloads),
        *(Claim(page.path, owner_of(page), source_of(page)) for page in pages),
        *(Claim(a.path, a.source, a.source) for a in attachments),
    ]
    return tuple(_doubled(claims))


def owner_of(page: PageSpec) -> str:
    """Say which page it is: the file of a text, else its kind and what it is about."""
    match page.body:
        case ProseBody(prose=prose):
            return prose.page.path
        case SectionBody(prose=prose) if prose is not None:
            return prose.page.path
        case _:
            return f"{page.kind} {page.id}".rstrip()


def source_of(page: PageSpec) -> str:
    """Return the site's file that gives a page its address."""
    match page.body:
        case IndicatorBody(indicator=indicator):
            return indicator.path
        case ProseBody(prose=prose):
            return prose.page.path
        case SectionBody(prose=prose) if prose is not None:
            return prose.page.path
        case UnitBody():
            return "data/units.csv"
        case TaskBody():
            return "data/tasks.csv"
        case _:
            return SITE_FILE


def _doubled(claims: Sequence[Claim]) -> Iterator[Diagnostic]:
    """Yield one problem for two owners, however many languages they meet in."""
    first: dict[str, Claim] = {}
    told: set[tuple[str, str]] = set()
    for claim in claims:
        other = first.setdefault(claim.path.casefold(), claim)
        if other is claim or (other.owner, claim.owner) in told:
            continue
        told.add((other.owner, claim.owner))
        yield make_diagnostic(
            SAME_ADDRESS,
            Location(claim.source),
            first=other.owner,
            second=claim.owner,
            value=claim.path,
        )
