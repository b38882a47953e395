"""The charts stage: every chart of a plan, drawn once, accessible and safe."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from site_builder.charts.drawing import COMPILE, DRAW
from site_builder.diagnostics import Checked, Diagnostic, Location, Rule, make_diagnostic
from site_builder.extension import ChartKind, Runner
from site_builder.model.charts import ChartSpec, DrawnChart
from site_builder.model.pages import SitePlan

EMPTY_CHART = Rule("SB601")
NOT_FINITE = Rule("SB602")
FORBIDDEN_CONTENT = Rule("SB603")
SAME_CHART_ID = Rule("SB604")

_UNFIT = {"empty": EMPTY_CHART, "not_finite": NOT_FINITE, "forbidden": FORBIDDEN_CONTENT}

Key = tuple[str, str]
"""(page path, chart id)"""

Drawn = Mapping[Key, DrawnChart]


def draw_charts(plan: SitePlan, kinds: Mapping[str, ChartKind], run: Runner) -> Checked[Drawn]:
    """Draw every chart of a plan.

    Each kind is compiled once for each language; a chart is then only its data. Charts
    that are alike are drawn once. What may not be shipped (nothing drawn, numbers that are
    none, a link to the outside) is an error at its page and left out.

    Args:
        plan: The pages with their chart specifications.
        kinds: The chart kinds by name.
        run: Runs the slow steps.
    """
    wanted, problems = _sort_out(plan)
    if not wanted:
        return Checked({}, tuple(problems))
    compiled = _compile(wanted.values(), kinds, run)
    orders = {key: _order(spec, compiled[spec.kind, spec.language]) for key, spec in wanted.items()}
    distinct = list(dict.fromkeys(orders.values()))
    answers = dict(zip(distinct, map(json.loads, run(DRAW, distinct)), strict=True))
    drawn: dict[Key, DrawnChart] = {}
    for key, spec in wanted.items():
        answer = answers[orders[key]]
        if "svg" in answer:
            drawn[key] = DrawnChart(spec, answer["svg"])
        else:
            problems.append(_problem(_UNFIT[answer["unfit"]], key, spec, answer["what"]))
    return Checked(drawn, tuple(problems))


def _sort_out(plan: SitePlan) -> tuple[dict[Key, ChartSpec], list[Diagnostic]]:
    """Return the charts that can be drawn, and what is wrong with the others."""
    wanted: dict[Key, ChartSpec] = {}
    problems: list[Diagnostic] = []
    for page in plan.pages:
        for spec in page.charts:
            key = (page.path, spec.id)
            if key in wanted and wanted[key] != spec:
                problems.append(_problem(SAME_CHART_ID, key, spec))
            elif not any(rows for _, rows in spec.datasets):
                problems.append(_problem(EMPTY_CHART, key, spec))
            elif wrong := _first_not_finite(spec):
                problems.append(_problem(NOT_FINITE, key, spec, wrong))
            else:
                wanted[key] = spec
    return wanted, problems


def _first_not_finite(spec: ChartSpec) -> str:
    """Name the first number of a chart's data that is none, "" where all are."""
    for name, rows in spec.datasets:
        for row in rows:
            for field, value in row.items():
                if isinstance(value, float) and not math.isfinite(value):
                    return f"{name}.{field} = {value}"
    return ""


def _problem(rule: Rule, key: Key, spec: ChartSpec, what: str = "") -> Diagnostic:
    page, chart = key
    facts = {"chart": chart, "kind": spec.kind, "title": spec.title, "what": what}
    return make_diagnostic(rule, Location(page), **facts)


def _compile(
    specs: Iterable[ChartSpec], kinds: Mapping[str, ChartKind], run: Runner
) -> dict[tuple[str, str], Any]:
    """Return the Vega specification of each kind and language in use."""
    used = sorted({(spec.kind, spec.language) for spec in specs})
    drafts = [_draft(kinds[kind], language) for kind, language in used]
    return dict(zip(used, map(json.loads, run(COMPILE, drafts)), strict=True))


@lru_cache(maxsize=64)
def _draft(kind: ChartKind, language: str) -> bytes:
    """Draw a kind without data; both audiences use the same, and Altair takes its time."""
    return _json(kind.draw(language))


def _order(spec: ChartSpec, vega: Any) -> bytes:
    """Write down everything that a drawing is made from."""
    return _json(
        {
            "vega": vega,
            "datasets": {name: [dict(row) for row in rows] for name, rows in spec.datasets},
            "height": spec.height,
            "left": spec.left,
            "language": spec.language,
            "id": spec.id,
            "kind": spec.kind,
            "title": spec.title,
            "sentence": spec.sentence,
        }
    )


def _json(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False).encode()
