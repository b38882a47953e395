"""What holds of every file that anybody could write."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_builder.config import configure
from site_builder.config.call_syntax import hide_code
from site_builder.config.front_matter import read_page
from site_builder.config.tree import ScalarNode, compose
from site_builder.model.observation import RowCounts
from site_builder.model.source import SourceTree
from site_builder.report import show

MESSAGES = Path(__file__).parents[2] / "site_builder/messages"

SITE = "title: x\nlanguages: [vi]\norganisation: x\ntimezone: UTC\naudiences: {public: {}}\n"
INDICATOR = "code: CT1\ntitle: x\nkind: count\nunit_measure: member\n"

KEYS = """title languages organisation timezone audiences public internal url notice paths units
code kind unit_measure numerator denominator decimals maximum baseline period value targets
comparator from to valid_from valid_to breaks dimensions method order tags updated vi en""".split()  # noqa: SIM905
WORDS = """CT1 ratio count percent 90 98,3 2030 2025-Q2 2022-11-01 3/4/2025 >= < up true no null ~
public [] {} UTC đạt x: - "''" '"' '*a' '&a' !!str""".split()  # noqa: SIM905

scalars = st.sampled_from(WORDS) | st.text(max_size=8).map(repr)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(st.tuples(st.sampled_from(KEYS), inner), max_size=4).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
        )
    ),
    max_leaves=8,
)
files = st.lists(st.tuples(st.sampled_from(KEYS), values), max_size=8).map(
    lambda pairs: "".join(f"{key}: {value}\n" for key, value in pairs)
)
anything = st.text(max_size=60) | st.text(alphabet="{}[]&*!|>%@`\"':-,#\n\t ađ1", max_size=40)


@cache
def _messages() -> Mapping[str, Any]:
    joined: dict[str, Any] = {}
    for name in ("report.yaml", "sb1xx.yaml"):
        joined |= yaml.safe_load((MESSAGES / "vi" / name).read_bytes())
    return joined


def _check(path: str, content: bytes) -> None:
    """Read a site with one odd file; every problem has words and a place within the file."""
    sources = {"site.yaml": SITE.encode(), "data/indicators/a.yaml": INDICATOR.encode()}
    sources[path] = content

    checked = configure(SourceTree(sources))

    assert checked.value is not None
    assert show("text", checked.problems, RowCounts(), _messages(), sources) is not None
    lines = (
        content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )
    for problem in checked.problems:
        place = problem.location
        if place.path == path and place.line is not None and place.column is not None:
            assert 1 <= place.line <= len(lines)
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1


@settings(deadline=None)
@given(text=files | anything)
@example("? ")
@example("a: 1\r\n\tb")
def test_no_site_file_breaks_the_stage(text: str):
    """Whatever stands in site.yaml, there is an answer, and it can be told."""
    _check("site.yaml", text.encode("utf-8", "surrogatepass"))


@settings(deadline=None)
@given(text=files | anything)
def test_no_indicator_breaks_the_stage(text: str):
    """Nor whatever stands in an indicator's file."""
    _check("data/indicators/b.yaml", text.encode("utf-8", "surrogatepass"))


@settings(deadline=None)
@given(front=files | anything, body=anything)
def test_no_page_breaks_the_stage(front: str, body: str):
    """Nor whatever stands in a page."""
    _check("content/a.md", f"---\n{front}\n---\n{body}".encode("utf-8", "surrogatepass"))


@settings(deadline=None)
@given(content=st.binary(max_size=60))
def test_no_bytes_break_the_stage(content: bytes):
    """Nor bytes that are no text at all."""
    _check("data/indicators/b.yaml", content)
    _check("content/a.md", content)


texts = st.text(alphabet="aếđ 1.,()=-\\", max_size=8)
blanks = st.sampled_from(["", " ", "\n", "  "])


@given(
    before=st.text(alphabet="aế e\u0302\u0301\n", max_size=12),
    name=st.sampled_from(["document", "page", "target"]),
    text=texts.filter(lambda text: text.strip() != ""),
    gap=blanks,
)
def test_a_call_is_found_where_it_stands(before: str, name: str, text: str, gap: str):
    """Whatever stands before it, in whatever composition, line and column lead to the name."""
    written = f'---\ntitle: x\n---\n{before} {{{{{gap}{name}{gap}({gap}"{text}"{gap}){gap}}}}}'

    checked = read_page("content/a.md", written, ("vi",))

    assert checked.problems == ()
    assert checked.value is not None
    (call,) = checked.value.calls
    assert (call.name, call.arguments) == (name, (unicodedata.normalize("NFC", text),))
    line = written.split("\n")[call.line - 1]
    assert line[call.column - 1 :].startswith(name)
    assert checked.value.body[call.start : call.end].startswith("{{")
    assert checked.value.body[: call.end].endswith("}}")


@given(body=st.text(alphabet="`~{}\\ a\nế", max_size=60))
def test_hiding_code_moves_nothing(body: str):
    """Offsets and lines of what is left are those of the body."""
    hidden = hide_code(body)

    assert len(hidden) == len(body)
    assert all(h in (b, " ") for h, b in zip(hidden, body, strict=True))
    assert [n for n, c in enumerate(hidden) if c == "\n"] == [
        n for n, c in enumerate(body) if c == "\n"
    ]


@given(text=st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x1EFF), max_size=20))
def test_a_quoted_value_is_read_back(text: str):
    """What an editor writes in quotes is what we read, composed."""
    quoted = "'" + "".join(c for c in text if c.isprintable()).replace("'", "''") + "'"

    tree = compose("a.yaml", f"a: {quoted}\n").value

    assert tree is not None
    node = tree.root.get("a")
    assert isinstance(node, ScalarNode)
    assert node.text == unicodedata.normalize("NFC", quoted[1:-1].replace("''", "'"))
    assert not node.is_null
