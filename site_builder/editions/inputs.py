"""What an edition is made from, as digests; and where its figures stand in the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from site_builder.diagnostics import Location, row_location
from site_builder.fingerprint import digest
from site_builder.model.observation import Observations, ObsStatus
from site_builder.model.portal import Portal
from site_builder.model.theme import Theme

Place = tuple[str, str, str]
"""(indicator, unit, period) of a figure."""

_WHERE = ["path", "line", "cell"]


def input_digests(portal: Portal, theme: Theme, code: str) -> Mapping[str, str]:
    """Return the digest of each input of an edition, by name.

    All are made from what the audience may read. The clock counts only through the
    verdicts, dues and states of units it led to; the files and lines in which figures stand do
    not count, so that rows may be sorted and files split without a new edition.
    """
    disclosed = portal.disclosed
    frame = disclosed.observations.frame.drop(columns=_WHERE)
    placeless = replace(portal, disclosed=replace(disclosed, observations=Observations(frame)))
    return {
        "data": digest(placeless),
        "theme": digest(theme),
        "generator": code,
    }


def find_figures(observations: Observations) -> Mapping[Place, Location]:
    """Return where each figure used stands; rival figures are left out."""
    frame = observations.frame
    used = frame[frame["variant"] == ""]
    names = ("indicator", "unit", "period", "path", "line", "cell")
    columns = (used[name].tolist() for name in names)
    return {
        (indicator, unit, period): row_location(path, int(line), cell)
        for indicator, unit, period, path, line, cell in zip(*columns, strict=True)
    }


def withheld_figures(everything: Observations, disclosed: Observations) -> frozenset[Place]:
    """Return the figures that exist but that the audience may not read."""
    frame = disclosed.frame
    shown = disclosed.frame[frame["status"] != ObsStatus.SUPPRESSED.value]
    return frozenset(find_figures(everything)) - frozenset(find_figures(Observations(shown)))
