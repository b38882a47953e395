"""Text files of ours are UTF-8, and no page is too heavy for a slow line."""

from __future__ import annotations

from site_builder.diagnostics import Diagnostic, Location, Rule, Severity, make_diagnostic
from site_builder.extension import FinishedSite

NOT_UTF8 = Rule("SB817")
HEAVY_PAGE = Rule("SB818", Severity.WARNING)

TEXTS = (".html", ".css", ".js", ".json", ".csv", ".xml", ".txt", ".svg")
MOST_BYTES = 500_000


def check_bytes(finished: FinishedSite) -> tuple[Diagnostic, ...]:
    """Look at encodings and sizes; what authors attach is passed on as it is."""
    problems = []
    attached = {attachment.path for attachment in finished.plan.attachments}
    for artifact in finished.artifacts:
        size = len(artifact.content)
        is_ours = artifact.path not in attached
        if is_ours and artifact.path.endswith(TEXTS) and not _is_utf8(artifact.content):
            problems.append(make_diagnostic(NOT_UTF8, Location(artifact.path)))
        if artifact.path.endswith(".html") and size >= MOST_BYTES:
            facts = {"size": size // 1000, "most": MOST_BYTES // 1000}
            problems.append(make_diagnostic(HEAVY_PAGE, Location(artifact.path), **facts))
    return tuple(problems)


def _is_utf8(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return "\N{REPLACEMENT CHARACTER}" not in text
