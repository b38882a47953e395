"""Calls in pages: what they say, and exactly where."""

from __future__ import annotations

import unicodedata

import pytest

from site_builder.config.call_syntax import hide_code
from site_builder.config.front_matter import page_key, read_page
from site_builder.diagnostics import facts_of
from site_builder.model.content import Call

HEAD = "---\ntitle: Trang\n---\n"


def _calls(body: str) -> tuple[Call, ...]:
    checked = read_page("content/a.md", HEAD + body, ("vi", "en"))
    assert checked.problems == ()
    assert checked.value is not None
    return checked.value.calls


def _problems(body: str) -> list[tuple[str, int | None, int | None]]:
    checked = read_page("content/a.md", HEAD + body, ("vi", "en"))
    return [(p.rule.code, p.location.line, p.location.column) for p in checked.problems]


def test_a_call_with_all_its_places():
    """Name, arguments and options are found with offsets in the body and places in the file."""
    body = "Xem {{ value(\"CT1\", unit = 'a') }}."

    (call,) = _calls(body)

    assert call == Call(
        name="value",
        arguments=("CT1",),
        options=(("unit", "a"),),
        start=4,
        end=34,
        line=4,
        column=8,
        places=(("0", 4, 15), ("unit", 4, 29)),
    )
    assert body[call.start : call.end] == "{{ value(\"CT1\", unit = 'a') }}"


def test_every_function_with_every_option():
    """All that the contract names is accepted, blanks and line breaks where they may stand."""
    body = """
{{value("CT1",unit="a",period="2025-Q2")}} {{ target('CT1') }} {{ status("CT1", period="2024") }}
{{ chart("CT1", kind="trend", unit="a", period="2024") }} {{ table("CT1", unit="a") }}
{{ tasks() }} {{ tasks(group="A") }} {{ document("KH211") }} {{ page("guidance/x.md") }}
{{
  value (
    "CT1" ,
    unit = "a"
  )
}}
"""

    names = [call.name for call in _calls(body)]

    assert names == "value target status chart table tasks tasks document page value".split()  # noqa: SIM905 - a row is easier to read


@pytest.mark.parametrize(
    "body",
    [
        "```\n{{ x }}\n```",
        "~~~ text\n{{ x }}\n```\n{{ x }}\n~~~",
        "````\n```\n{{ x }}\n````",
        "a `{{ x }}` b ``{{ ` x }}`` c",
        "\\{{ x }}",
        "```\n{{ x }}",
        "{ { x } }",
    ],
)
def test_what_is_only_shown(body: str):
    """Fenced blocks, code spans and escaped braces hold no calls."""
    assert _calls(body) == ()


@pytest.mark.parametrize(
    "body", ["a ` {{ tasks() }}", "`a\n\n{{ tasks() }} `", "\\` {{ tasks() }} `"]
)
def test_an_open_code_span_hides_nothing(body: str):
    """A backtick without its partner in the paragraph is only a backtick."""
    assert [call.name for call in _calls(body)] == ["tasks"]


def test_hiding_code_keeps_every_offset():
    """Length and line breaks stay, whatever is blanked out."""
    body = "a `b\nc` d\n```\n{{ x }}\n```\ne"

    assert hide_code(body) == "a   \n   d\n   \n       \n   \ne"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("{{ valeu('CT1') }}", ("SB189", 4, 4)),
        ("{{ chart('CT1', knd='x') }}", ("SB190", 4, 17)),
        ("{{ chart('CT1', unit='a', unit='b') }}", ("SB191", 4, 27)),
        ("{{ value() }}", ("SB192", 4, 4)),
        ("{{ value('a', 'b') }}", ("SB192", 4, 4)),
        ("{{ value(unit='a', 'CT1') }}", ("SB193", 4, 21)),
        ("{{ value(' ') }}", ("SB194", 4, 11)),
        ("{{ page('a', lang='vi') }}", ("SB195", 4, 14)),
        ("{{ value('CT1', period='2025-13') }}", ("SB141", 4, 25)),
        ("{{ value['CT1'] }}", ("SB184", 4, 9)),
        ("{{ value('CT1',) }}", ("SB184", 4, 16)),
        ("{{ value('CT1') | safe }}", ("SB184", 4, 17)),
        ("{{ ''.__class__ }}", ("SB184", 4, 4)),
        ("{{ 7*7 }}", ("SB184", 4, 4)),
        ("{{ value('CT1')", ("SB185", 4, 1)),
        ("{{ value('CT1) }}", ("SB186", 4, 10)),
        ("{{ value(“CT1”) }}", ("SB187", 4, 10)),
        ("{{ value(CT1) }}", ("SB188", 4, 10)),
        ("{{ value('CT1', unit=a) }}", ("SB188", 4, 22)),
    ],
)
def test_a_wrong_call_is_told_at_its_place(body: str, found: tuple[str, int, int]):
    """Each way of being wrong has its rule, and the exact line and column."""
    assert _problems(body) == [found]


def test_all_wrong_calls_of_a_page_are_told():
    """After a wrong call the search goes on; the good ones are kept."""
    body = "{{ value('CT1' }} {{ tasks() }}\n{{ x\n{{ value(CT1) }} {{ page('b') }} {{"

    checked = read_page("content/a.md", HEAD + body, ("vi",))

    assert [p.rule.code for p in checked.problems] == ["SB184", "SB184", "SB188", "SB185"]
    assert checked.value is not None
    assert [call.name for call in checked.value.calls] == ["tasks", "page"]


def test_an_open_quote_does_not_swallow_the_next_call():
    """A text never holds double braces, so the next call is still looked at."""
    checked = read_page("content/a.md", HEAD + "{{ value('a) {{ tasks('b') }}", ("vi",))

    assert [(p.rule.code, p.location.column) for p in checked.problems] == [
        ("SB186", 10),
        ("SB192", 17),
    ]


def test_a_guess_comes_with_the_allowed_names():
    """A misspelt option gives the nearest one, and all there are."""
    checked = read_page("content/a.md", HEAD + "{{ value('CT1', perod='2024') }}", ("vi",))

    assert facts_of(checked.problems[0]) == {
        "allowed": "unit, period",
        "function": "value",
        "suggestion": "period",
        "value": "perod",
    }


def test_places_are_those_of_a_decomposed_file():
    """In a file with separate accents, columns count what is really there."""
    line = "Quế Sơn đạt {{ value('CT1') }}"
    written = unicodedata.normalize("NFD", HEAD + line)

    checked = read_page("content/a.md", written, ("vi",))

    assert checked.value is not None
    (call,) = checked.value.calls
    assert written.split("\n")[3][call.column - 1 :].startswith("value")
    assert checked.value.body == line
    assert line[call.start : call.end] == "{{ value('CT1') }}"


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("content/index.md", ("index", "vi")),
        ("content/guidance/x.en.md", ("guidance/x", "en")),
        ("content/x.fr.md", ("x", "fr")),
        ("content/x.zh-hant.md", ("x", "zh-hant")),
        ("content/notes.v2.md", ("notes.v2", "vi")),
        ("content/a/.en.md", ("a/.en", "vi")),
    ],
)
def test_the_language_stands_in_the_name(path: str, key: tuple[str, str]):
    """Two letters, or a language of the site; anything else belongs to the name."""
    assert page_key(path, ("vi", "zh-hant")) == key
