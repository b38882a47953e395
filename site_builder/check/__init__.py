"""The check stage: what readers would stumble over, found before anything is published."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from site_builder.check.encoding import check_bytes
from site_builder.check.finished import scan_site
from site_builder.check.ids import check_ids
from site_builder.check.inline import check_inline
from site_builder.check.links import check_links
from site_builder.check.outline import check_outline
from site_builder.check.paths import check_paths
from site_builder.check.resources import check_resources
from site_builder.diagnostics import Diagnostic, sort_problems
from site_builder.extension import Check, FinishedSite

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "bytes": check_bytes,
        "ids": check_ids,
        "inline": check_inline,
        "links": check_links,
        "outline": check_outline,
        "paths": check_paths,
        "resources": check_resources,
    }
)
"""The checks that come with the generator, one per file."""


def check_site(finished: FinishedSite, checks: Mapping[str, Check]) -> tuple[Diagnostic, ...]:
    """Run all checks over a finished edition and return everything they found, by place.

    Pages are scanned once for all checks.
    """
    scanned = scan_site(finished)
    return sort_problems(problem for check in checks.values() for problem in check(scanned))
