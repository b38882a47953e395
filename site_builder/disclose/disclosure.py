"""Keep what one audience may read; every later stage sees only this.

Whatever is kept says nothing of what is not: references to documents that the audience may
not read are emptied, settings of narrower audiences go, and so do the places (file, line)
of rows, which would move with every row added above them. Whoever has to point at a row
looks it up in the data set by its key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from site_builder.diagnostics import Checked
from site_builder.disclose.prose import check_prose
from site_builder.disclose.suppression import suppress
from site_builder.model.content import ContentPage
from site_builder.model.dataset import Dataset, Disclosed
from site_builder.model.indicator import Indicator
from site_builder.model.observation import Observations
from site_builder.model.registers import Document, Revision, Task
from site_builder.model.site import INTERNAL, SiteConfig, may_read
from site_builder.model.units import mark_shared_names


def disclose(dataset: Dataset, audience: str, *, drafts: bool = False) -> Checked[Disclosed]:
    """Return what an audience may read of a data set.

    Args:
        dataset: Everything, checked.
        audience: The name of an audience that the site names.
        drafts: Whether draft pages are kept.

    Returns:
        The disclosed part. A page that calls for something its readers may not read is an
        error, and is left out.
    """
    config = dataset.site.audience(audience)
    indicators = {c: i for c, i in dataset.indicators.items() if may_read(audience, i.audience)}
    hidden = frozenset(
        d.document for d in dataset.documents.values() if not may_read(audience, d.audience)
    )
    readable = _readable_rows(dataset, audience)
    shown, withheld = suppress(
        _without_traces(readable, hidden, audience), indicators, dataset.units, config.minimum_count
    )
    pages, problems = check_prose(dataset, readable, audience, drafts=drafts)
    documents = _readable_documents(dataset.documents, hidden)
    return Checked(
        Disclosed(
            audience=config,
            site=_narrow_site(dataset.site, audience),
            units=mark_shared_names(dataset.units, dataset.site.languages),
            indicators={code: _cut_sources(i, hidden) for code, i in indicators.items()},
            observations=shown,
            tasks=tuple(_cut_task(t, hidden) for t in dataset.tasks if _is_for(t, audience)),
            documents=documents,
            revisions=_readable_revisions(dataset, audience),
            pages=pages,
            suppressed=withheld,
            files=_referred_files(dataset, pages, documents.values()),
            held_back=tuple(
                row.about for row in dataset.rejected if may_read(audience, row.audience)
            ),
        ),
        problems,
    )


def _is_for(task: Task, audience: str) -> bool:
    return may_read(audience, task.audience)


def _readable_rows(dataset: Dataset, audience: str) -> Observations:
    """Return the rows for an audience; those of an unreadable indicator go whatever they say."""
    frame = dataset.observations.frame
    codes = [c for c, i in dataset.indicators.items() if may_read(audience, i.audience)]
    levels = [name for name in sorted(set(frame["audience"].tolist())) if may_read(audience, name)]
    kept = frame[frame["indicator"].isin(codes) & frame["audience"].isin(levels)]
    return Observations(kept.reset_index(drop=True))


def _without_traces(
    observations: Observations, hidden: frozenset[str], audience: str
) -> Observations:
    """Empty what points elsewhere: sources that are hidden documents, and places in files.

    Who was late is the organisation's own affair: arrival dates stay inside.
    """
    frame = observations.frame
    sources = frame["source"].where(~frame["source"].isin(sorted(hidden)), "")
    kept = frame.assign(source=sources, path="", line=0, cell="")
    return Observations(kept if may_read(audience, INTERNAL) else kept.assign(received=""))


def _narrow_site(site: SiteConfig, audience: str) -> SiteConfig:
    return replace(site, audiences=tuple(a for a in site.audiences if may_read(audience, a.name)))


def _cut_sources(indicator: Indicator, hidden: frozenset[str]) -> Indicator:
    baseline = indicator.baseline
    if baseline is not None and baseline.source in hidden:
        baseline = replace(baseline, source="")
    targets = tuple(
        replace(target, source="") if target.source in hidden else target
        for target in indicator.targets
    )
    return replace(indicator, baseline=baseline, targets=targets)


def _cut_task(task: Task, hidden: frozenset[str]) -> Task:
    return replace(task, evidence="") if task.evidence in hidden else task


def _readable_documents(
    documents: Mapping[str, Document], hidden: frozenset[str]
) -> Mapping[str, Document]:
    return {
        name: replace(d, replaces=tuple(old for old in d.replaces if old not in hidden))
        for name, d in documents.items()
        if name not in hidden
    }


def _referred_files(
    dataset: Dataset, pages: Iterable[ContentPage], documents: Iterable[Document]
) -> Mapping[str, bytes]:
    """Return the files that readable pages and documents refer to: a file has no audience.

    A text in a language that the site does not name is on no page.
    """
    shown = [page for page in pages if page.language in dataset.site.languages]
    referred = {link.path for page in shown for link in page.links}
    referred |= {document.file_path for document in documents}
    return {path: content for path, content in dataset.files.items() if path in referred}


def _readable_revisions(dataset: Dataset, audience: str) -> tuple[Revision, ...]:
    """Return the ledger lines of readable figures, without their places.

    A line speaks of the total that is in use; where there is only a breakdown or a rival
    figure, all of them must be readable. A line on a figure that was taken out is for the
    readers of its indicator: they have to learn why the figure is gone.
    """
    audiences = _audiences_of_figures(dataset.observations)
    return tuple(
        replace(line, line=0)
        for line in dataset.revisions
        if may_read(audience, dataset.indicators[line.indicator].audience)
        and all(
            may_read(audience, needed)
            for needed in audiences.get((line.indicator, line.unit, str(line.period)), ())
        )
    )


def _audiences_of_figures(
    observations: Observations,
) -> Mapping[tuple[str, str, str], tuple[str, ...]]:
    """Return for whom the figures of an indicator, unit and period are: the total's audience.

    Without a total, those of all its breakdowns and rival figures.
    """
    names = ("indicator", "unit", "period", "breakdown", "variant", "audience")
    totals: dict[tuple[str, str, str], tuple[str, ...]] = {}
    others: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for code, unit, period, breakdown, variant, needed in zip(
        *(observations.frame[name].tolist() for name in names), strict=True
    ):
        key = (code, unit, period)
        if breakdown or variant:
            others[key] = (*others.get(key, ()), needed)
        else:
            totals[key] = (needed,)
    return others | totals
