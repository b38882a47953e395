"""Turn planned pages into files: templates filled with views, assets named by content.

Templates get frozen views whose numbers are already written out; what an author wrote is
sanitised before anything of ours is put into it.
"""

from __future__ import annotations

from site_builder.render.assets import Assets, render_assets
from site_builder.render.pages import render_pages
from site_builder.render.root import render_root

__all__ = ["Assets", "render_assets", "render_pages", "render_root"]
