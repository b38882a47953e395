"""The rules that were broken, explained at the end of the page of problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from site_builder.report.explanation import advice_of, entry_text, summarise, weight_of
from site_builder.report.sentences import Messages, word


def rule_lines(code: str, messages: Messages, text_of: Callable[[str], str]) -> Iterator[str]:
    """Yield one rule: its sentence, how it weighs, why it is one, wrong and right, what to do.

    Args:
        code: The rule; its anchor on the page.
        messages: In the page's language.
        text_of: Escapes a text.
    """
    yield f'<article class="rule" id="{code}" tabindex="-1">'
    yield f"<h3>{code}: {text_of(summarise(code, messages))}</h3>"
    yield f'<p class="note">{text_of(weight_of(code, messages))}</p>'
    yield f"<p>{text_of(entry_text(code, 'explain', messages))}</p>"
    yield '<div class="pair">'
    for part in ("wrong", "right"):
        label = text_of(word(messages, f"report.page_{part}"))
        example = text_of(entry_text(code, part, messages))
        yield f"<figure><figcaption>{label}</figcaption><pre>{example}</pre></figure>"
    yield "</div>"
    label = text_of(word(messages, "report.page_help"))
    advice = text_of(advice_of(code, messages)).replace("\n", "<br>")
    yield f"<p><strong>{label}:</strong> {advice}</p></article>"
