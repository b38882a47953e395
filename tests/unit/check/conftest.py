"""Small finished sites."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from site_builder.check import CHECKS, check_site
from site_builder.diagnostics import Diagnostic
from site_builder.extension import FinishedSite
from site_builder.model.artifact import Artifact, Asset
from site_builder.model.pages import Download, PageSpec, SearchBody, SitePlan

HEAD = (
    '<!DOCTYPE html>\n<html lang="vi">\n<head><meta charset="utf-8"><title>Trang</title></head>\n'
)


def write_page(body: str, head: str = HEAD) -> str:
    """Write a whole page that breaks no rule besides what ``body`` breaks."""
    return f"{head}<body><h1>Trang</h1>\n{body}\n</body></html>"


@pytest.fixture
def make_site() -> Callable[..., FinishedSite]:
    """Build a finished site from bodies by path; texts of other files by path."""

    def make(
        pages: Mapping[str, str],
        files: Mapping[str, str | bytes] | None = None,
        assets: Mapping[str, str] | None = None,
    ) -> FinishedSite:
        contents = {path: write_page(body) for path, body in pages.items()} | dict(files or {})
        return FinishedSite(
            SitePlan(
                tuple(PageSpec("other", "", "vi", path, "Trang", SearchBody(())) for path in pages),
                {},
                tuple(Download(path, "json") for path in files or {} if path.endswith(".json")),
            ),
            tuple(
                Artifact(path, text if isinstance(text, bytes) else text.encode())
                for path, text in contents.items()
            ),
            tuple(Asset(path, text.encode()) for path, text in (assets or {}).items()),
        )

    return make


@pytest.fixture
def check(make_site) -> Callable[..., tuple[Diagnostic, ...]]:
    """Build a finished site and run all checks over it."""
    return lambda *args, **named: check_site(make_site(*args, **named), CHECKS)


@pytest.fixture
def codes_of(check) -> Callable[[str], list[str]]:
    """Return the codes of what is wrong with one page's body."""
    return lambda body: [problem.rule.code for problem in check({"a/trang.html": body})]
