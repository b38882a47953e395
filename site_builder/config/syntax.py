"""Say in our own words what PyYAML could not read.

Its messages are English and speak of tokens; the few mistakes that people make have each a
rule of their own, with advice.
"""

from __future__ import annotations

import yaml

from site_builder.config import rules
from site_builder.diagnostics import Diagnostic, Location, Rule, make_diagnostic


def explain_syntax(path: str, refused: yaml.YAMLError) -> Diagnostic:
    """Turn an error of PyYAML's Python parser into a problem with its place."""
    if not isinstance(refused, yaml.MarkedYAMLError):
        return make_diagnostic(rules.SYNTAX, Location(path))
    rule, starts_earlier = _rule_of(refused.context or "", refused.problem or "")
    mark = refused.problem_mark or refused.context_mark
    if starts_earlier and refused.context_mark is not None:
        mark = refused.context_mark
    if mark is None:
        return make_diagnostic(rule, Location(path))
    return make_diagnostic(rule, Location(path, mark.line + 1, mark.column + 1))


def _rule_of(context: str, problem: str) -> tuple[Rule, bool]:
    """Find the rule, and whether its place is where the broken thing starts.

    The texts are those of PyYAML 6; one that is not known here is a plain syntax error.
    """
    known = (
        (r"'\t' that cannot start", problem, rules.TAB, False),
        (r"'\\t' that cannot start", problem, rules.TAB, False),
        ("unknown escape character", problem, rules.BACKSLASH, False),
        ("expected escape sequence", problem, rules.BACKSLASH, False),
        ("quoted scalar", context, rules.OPEN_QUOTE, True),
        ("cannot start any token", problem, rules.NEEDS_QUOTES, False),
        ("mapping values are not allowed", problem, rules.COLON_IN_TEXT, False),
        ("could not find expected ':'", problem, rules.NO_COLON, True),
        ("while parsing a flow", context, rules.OPEN_BRACKET, True),
        ("undefined alias", problem, rules.ANCHOR, False),
        ("expected <block end>", problem, rules.INDENTATION, False),
        ("expected the node content", problem, rules.NEEDS_QUOTES, False),
        ("while scanning an alias", context, rules.NEEDS_QUOTES, True),
        ("while scanning an anchor", context, rules.NEEDS_QUOTES, True),
        ("while scanning a tag", context, rules.TAG, True),
        ("while scanning a block scalar", context, rules.NEEDS_QUOTES, True),
        ("sequence entries are not allowed", problem, rules.NEEDS_QUOTES, False),
        ("expected '<document start>'", problem, rules.INDENTATION, False),
    )
    for words, text, rule, starts_earlier in known:
        if words in text:
            return rule, starts_earlier
    return rules.SYNTAX, False
