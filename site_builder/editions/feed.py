"""Write ``feed.xml`` (Atom): the edition, and the figures that were revised or corrected.

It is in the site's first language. Ids never change: a reader's program shows an entry
once, however many editions repeat it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from site_builder.editions.sitemap import page_address
from site_builder.fingerprint import digest
from site_builder.formatting import format_date, format_period
from site_builder.model.artifact import Artifact
from site_builder.model.dataset import Disclosed
from site_builder.model.pages import SitePlan
from site_builder.model.published import EditionRecord
from site_builder.model.registers import Revision
from site_builder.wording import Wording

FEED_PATH = "feed.xml"
MOST_REVISIONS = 50
"""A feed is news, not an archive: the whole ledger stands on its own page."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One piece of news; ``day`` is an ISO date."""

    id: str
    title: str
    day: str
    link: str
    summary: str


def feed(
    disclosed: Disclosed, plan: SitePlan, wording: Wording, record: EditionRecord
) -> Artifact | None:
    """Write the feed of an edition, or None where nobody said what its address is.

    Args:
        disclosed: What the audience may read.
        plan: The pages that entries link to.
        wording: The words of the site's first language.
        record: The edition; the day of its ``published`` dates the feed.
    """
    url = disclosed.audience.url
    if url is None:
        return None
    root = url.rstrip("/") + "/"
    entries = [
        _edition_entry(root, record, wording),
        *_revision_entries(root, disclosed, plan, wording),
    ]
    return Artifact(FEED_PATH, _write(root, disclosed, wording.language, entries).encode())


def _edition_entry(root: str, record: EditionRecord, wording: Wording) -> _Entry:
    link = f"{root}{record.edition}/index.html"
    summary = wording("feed.edition_summary_undated")
    if record.as_of:
        summary = wording("feed.edition_summary", as_of=_day_text(record.as_of, wording))
    title = wording("feed.edition", edition=record.edition)
    return _Entry(link, title, record.published[:10], link, summary)


def _day_text(iso: str, wording: Wording) -> str:
    return format_date(date.fromisoformat(iso), wording.language)


def _revision_entries(
    root: str, disclosed: Disclosed, plan: SitePlan, wording: Wording
) -> list[_Entry]:
    """Make an entry of each of the newest ledger lines, newest first."""
    numbered: list[tuple[Revision, str]] = []
    seen: Counter[str] = Counter()
    for revision in disclosed.revisions:
        key = _revision_key(revision)
        seen[key] += 1
        numbered.append((revision, digest(key, seen[key])[:16]))
    newest = sorted(numbered, key=lambda pair: (pair[0].date, pair[1]), reverse=True)
    return [
        _revision_entry(root, revision, number, disclosed, plan, wording)
        for revision, number in newest[:MOST_REVISIONS]
    ]


def _revision_key(revision: Revision) -> str:
    """Return what makes a ledger line itself; neither its translation nor its place does."""
    return "|".join(
        (
            revision.indicator,
            revision.unit,
            str(revision.period),
            revision.kind.value,
            revision.date.isoformat(),
            revision.reason.translations[0][1],
        )
    )


def _revision_entry(
    root: str,
    revision: Revision,
    number: str,
    disclosed: Disclosed,
    plan: SitePlan,
    wording: Wording,
) -> _Entry:
    language = wording.language
    path = plan.addresses.get(("indicator", revision.indicator, language), "index.html")
    link = page_address(root, path)
    title = wording(
        f"feed.{revision.kind.value}",
        indicator=disclosed.indicators[revision.indicator].title.best(language),
        unit=disclosed.units.get(revision.unit).name.best(language),
        period=format_period(revision.period, wording),
    )
    summary = revision.reason.best(language)
    return _Entry(f"{root}#{number}", title, revision.date.isoformat(), link, summary)


def _write(root: str, disclosed: Disclosed, language: str, entries: Sequence[_Entry]) -> str:
    newest = max(entry.day for entry in entries)
    site = disclosed.site
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">',
        f"  <id>{escape(root)}feed</id>",
        f"  <title>{escape(site.title.best(language))}</title>",
        f"  <updated>{newest}T00:00:00Z</updated>",
        f"  <author><name>{escape(site.organisation.best(language))}</name></author>",
        f'  <link rel="self" href="{escape(page_address(root, FEED_PATH))}"/>',
        f'  <link rel="alternate" href="{escape(page_address(root, "index.html"))}"/>',
        *(_entry_lines(entry) for entry in entries),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _entry_lines(entry: _Entry) -> str:
    return "\n".join(
        (
            "  <entry>",
            f"    <id>{escape(entry.id)}</id>",
            f"    <title>{escape(entry.title)}</title>",
            f"    <updated>{entry.day}T00:00:00Z</updated>",
            f'    <link rel="alternate" href="{escape(entry.link)}"/>',
            f"    <summary>{escape(entry.summary)}</summary>",
            "  </entry>",
        )
    )
