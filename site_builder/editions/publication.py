"""Plan the order in which a build's files reach readers.

The order makes every crash harmless. Readers come in through ``latest``, so nothing that
``latest`` leads to may be missing when it is switched, and nothing before that moment
may be seen:

1. assets: added beside those of other editions, which stay;
2. the edition's folder, whole, under a name that nothing links to yet;
3. ``latest``: the one rename by which the edition is published;
4. the files of the web root: the list that now has a new line, then the page that lists
   it, and ``index.html`` last, so that on the very first publication readers find the
   door only when the house stands.

A build killed after 2 leaves a complete folder that no list names; the next build of the
same inputs adopts it (``decide``), one of other inputs takes another name. One killed
after 3 leaves a list without its last line, which the edition's own ``build.json``
restores (``published_records``). In both cases the files of 4 are written again by the
next build, even by one that has nothing to publish; those that are right already are left
alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.editions.identity import Decision
from site_builder.editions.records import LIST_PATH, editions_json
from site_builder.model.artifact import Artifact, Asset
from site_builder.model.published import (
    Action,
    AddAsset,
    AddEdition,
    EditionRecord,
    Publication,
    PublishedState,
    ReplaceFile,
    SwitchLatest,
)

_ENTRANCE = "index.html"


def plan_publication(
    audience: str,
    decision: Decision,
    artifacts: Sequence[Artifact],
    assets: Sequence[Asset],
    root_pages: Sequence[Artifact],
    records: Sequence[EditionRecord],
    state: PublishedState,
) -> Publication:
    """List what to do to an audience's web root, in a safe order.

    Args:
        audience: Whose web root it is.
        decision: What is published, if anything.
        artifacts: All files of the edition; not used where nothing is published or a
            complete folder is adopted.
        assets: All assets that the edition refers to.
        root_pages: ``index.html``, ``editions.html``, ``404.html``, made from ``records``.
        records: The list as it shall be: with the new edition, or as it is where nothing is
            published (``published_records``).
        state: What lies in the web root.
    """
    latest = decision.edition or state.latest or _lost_latest(decision, state)
    actions: list[Action] = [AddAsset(asset) for asset in sorted(assets, key=lambda a: a.path)]
    if decision.edition is not None and decision.adopted is None:
        sorted_files = tuple(sorted(artifacts, key=lambda a: a.path))
        actions.append(AddEdition(decision.edition, sorted_files))
    if latest is not None and latest != state.latest:
        actions.append(SwitchLatest(latest))
    if records:
        root_files = (Artifact(LIST_PATH, editions_json(records, latest)), *root_pages)
        actions += [ReplaceFile(file) for file in sorted(root_files, key=_order)]
    notes = {"adopted": decision.adopted.edition} if decision.adopted is not None else {}
    return Publication(audience, decision.edition, decision.unchanged, tuple(actions), notes)


def _lost_latest(decision: Decision, state: PublishedState) -> str | None:
    """Return the edition that a lost ``latest`` is pointed at again, if it is there."""
    return decision.unchanged if decision.unchanged in state.names else None


def _order(file: Artifact) -> tuple[bool, bool, str]:
    """Order the files of the web root: the list first, the entrance last."""
    return (file.path == _ENTRANCE, file.path != LIST_PATH, file.path)
