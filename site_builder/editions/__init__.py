"""Editions: whether there is one to publish, what it says of itself, and how it goes out.

Pure: it decides from what ``effects`` read of the published site and returns actions.
"""

from site_builder.editions.changes import Change, diff_observations
from site_builder.editions.feed import feed
from site_builder.editions.identity import Decision, decide
from site_builder.editions.inputs import find_figures, input_digests, withheld_figures
from site_builder.editions.jumps import Judging
from site_builder.editions.ledger import check_ledger
from site_builder.editions.manifest import build_record, manifest
from site_builder.editions.names import is_edition_name
from site_builder.editions.publication import plan_publication
from site_builder.editions.records import (
    DamagedError,
    add_record,
    editions_json,
    inner_record,
    parse_build,
    parse_editions,
    published_records,
)
from site_builder.editions.sitemap import sitemap

__all__ = [
    "Change",
    "DamagedError",
    "Decision",
    "Judging",
    "add_record",
    "build_record",
    "check_ledger",
    "decide",
    "diff_observations",
    "editions_json",
    "feed",
    "find_figures",
    "inner_record",
    "input_digests",
    "is_edition_name",
    "manifest",
    "parse_build",
    "parse_editions",
    "plan_publication",
    "published_records",
    "sitemap",
    "withheld_figures",
]
