"""Decide every page of an edition: its address, what it shows, and its charts.

Nothing later adds a page or changes an address, so two pages that want the same file are
found here, before a byte is rendered.
"""

from __future__ import annotations

from site_builder.plan.site import plan_site

__all__ = ["plan_site"]
