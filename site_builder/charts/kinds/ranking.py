"""``ranking``: the units below one, in one period, those furthest behind first.

Grey bars from zero; the units that do not meet their target, or are behind on the way to
it, are dark. The target is a dashed rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from site_builder.charts import look
from site_builder.charts.canvas import compose, over
from site_builder.charts.story import finish_sentence
from site_builder.charts.table import NumberTable, counts_of, drop_empty
from site_builder.charts.widths import shorten
from site_builder.charts.writing import NBSP, NONE, Writer, join_sources, write_id
from site_builder.extension import ChartKind
from site_builder.model.charts import ChartRequest, ChartSpec, Scalar
from site_builder.model.indicator import Aggregate, Indicator, Target
from site_builder.model.period import Period
from site_builder.model.portal import Figure, Portal, ProgressStatus, Series, Verdict
from site_builder.model.units import Unit
from site_builder.wording import Wording

Row = Mapping[str, Scalar]

BEHIND = frozenset({ProgressStatus.NOT_MET, ProgressStatus.BEHIND, ProgressStatus.OFF_TRACK})
FEWEST = 2
"""One bar alone ranks nothing."""

STEP = 24
NAME_WIDTH = 232
VALUE_WIDTH = 96
MARGIN = {"left": NAME_WIDTH + 12, "top": 28, "right": VALUE_WIDTH, "bottom": 8}
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Ranked:
    """One unit in the ranking; ``figure`` None means that it has no row."""

    unit: Unit
    figure: Figure | None
    verdict: Verdict | None

    @property
    def value(self) -> float | None:
        """The unit's value, None where there is none."""
        return self.figure.value if self.figure else None

    @property
    def is_behind(self) -> bool:
        """Whether the verdict on the figure is one to act on."""
        return self.verdict is not None and self.verdict.progress_status in BEHIND


def prepare(portal: Portal, request: ChartRequest, wording: Wording) -> ChartSpec | None:
    """Rank the units below the one asked for; None where fewer than two have a figure."""
    below = _series_below(portal, request)
    period = request.period or _default_period(list(below.values()))
    if period is None:
        return None
    writer = Writer(portal.disclosed.indicators[request.indicator], wording)
    ranked = _rank(portal, request, below, period)
    known = [r for r in ranked if r.value is not None]
    if len(known) < FEWEST:
        return None
    target = _shared_target(writer.indicator, period)
    table = _table(writer, ranked)
    title_facts = {"indicator": writer.title, "period": writer.when(period)}
    asked = str(request.period) if request.period else None
    return ChartSpec(
        id=write_id("ranking", request.indicator, request.unit, asked),
        kind="ranking",
        language=wording.language,
        title=wording("chart.ranking.title", **title_facts),
        sentence=_sentence(writer, period, ranked),
        datasets=(
            ("bars", tuple(_bar_row(writer, r) for r in known)),
            ("goal", _goal_rows(writer, target)),
        ),
        header=table.header,
        numeric=table.numeric,
        rows=table.rows,
        sources=join_sources(*(r.figure.sources for r in known if r.figure)),
        notes=_notes(writer, ranked, target),
    )


def _parent_of(portal: Portal, request: ChartRequest) -> str | None:
    headline = portal.headlines.get(request.indicator)
    return request.unit or (headline.unit if headline else None)


def _series_below(portal: Portal, request: ChartRequest) -> dict[str, Series]:
    """Return the series of the units directly below one, or of all where there is no one."""
    parent = _parent_of(portal, request)
    children = _children(portal, parent)
    return {
        s.unit: s
        for s in portal.series_of(request.indicator)
        if not s.breakdown and (parent is None or s.unit in children)
    }


def _children(portal: Portal, parent: str | None) -> frozenset[str]:
    """Return the units that stand directly below one, or came to stand there."""
    units = portal.disclosed.units
    parents = units.last_parents()
    return frozenset(
        unit.unit for unit in units.units.values() if parent in (unit.parent, parents[unit.unit])
    )


def _default_period(below: Sequence[Series]) -> Period | None:
    """Return the newest period in which at least half as many units report as in the best.

    So an early bird does not replace a full ranking by a bar or two.
    """
    counts: dict[Period, int] = {}
    for series in below:
        for figure in series.known:
            counts[figure.period] = counts.get(figure.period, 0) + 1
    enough = max(FEWEST, max(counts.values(), default=0) / 2)
    full = [period for period, count in counts.items() if count >= enough]
    return max(full, key=Period.sort_key, default=None)


def _rank(
    portal: Portal, request: ChartRequest, below: Mapping[str, Series], period: Period
) -> list[Ranked]:
    """Return all units that have or owe a figure, the worst first, those without one last.

    A unit that ended within the period owes nothing, but may have a figure.
    """
    verdicts: dict[str, Verdict] = {}
    for a in portal.assessments_of(request.indicator):
        if a.period == period:
            verdicts.setdefault(a.unit, a.verdict)
    units = portal.disclosed.units
    owing = [d.unit for d in portal.dues if (d.indicator, d.period) == (request.indicator, period)]
    children = _children(portal, _parent_of(portal, request))
    absent = [u for u in owing if u not in below and u in children]
    ranked = [
        Ranked(units.get(u), below[u].at(period) if u in below else None, verdicts.get(u))
        for u in (*below, *absent)
    ]
    ranked = [r for r in ranked if r.value is not None or r.unit.exists_on(period.end)]
    sign = portal.disclosed.indicators[request.indicator].direction.sign
    order = {unit: i for i, unit in enumerate(units.units)}
    return sorted(
        ranked,
        key=lambda r: (r.value is None, sign * (r.value or 0.0), order[r.unit.unit]),
    )


def _bar_row(writer: Writer, ranked: Ranked) -> Row:
    figure, value = ranked.figure, ranked.value or 0.0
    mark = "" if figure is None or figure.final else f"{NBSP}*"
    return {
        "unit": ranked.unit.unit,
        "name": shorten(writer.unit(ranked.unit), NAME_WIDTH),
        "value": value,
        "label": writer.value(value) + mark,
        "behind": ranked.is_behind,
    }


def _shared_target(indicator: Indicator, period: Period) -> Target | None:
    """Return the target that a bar may be held against: not that of a whole made of the bars."""
    if indicator.aggregate is Aggregate.SUM:
        return None
    return next((t for t in indicator.targets if t.applies_to(period)), None)


def _goal_rows(writer: Writer, target: Target | None) -> tuple[Row, ...]:
    if target is None:
        return ()
    label = writer.wording("chart.target_label", target=writer.sign(target))
    return ({"value": target.value, "label": label},)


def _table(writer: Writer, ranked: Sequence[Ranked]) -> NumberTable:
    header = (
        writer.wording("chart.unit"),
        writer.wording("chart.value", measure=writer.measure),
        writer.wording("chart.numerator"),
        writer.wording("chart.denominator"),
        writer.wording("chart.verdict"),
        writer.wording("chart.quality"),
    )
    rows = tuple(_row(writer, r) for r in ranked)
    return drop_empty(NumberTable(header, (False, True, True, True, False, False), rows))


def _row(writer: Writer, ranked: Ranked) -> tuple[str, ...]:
    value = NONE if ranked.value is None else writer.number(ranked.value)
    status = _status_word(writer, ranked.verdict) if ranked.verdict else ""
    quality = writer.quality(ranked.figure) if ranked.figure else writer.wording("chart.no_row")
    return (writer.unit(ranked.unit), value, *counts_of(writer, ranked.figure), status, quality)


def _status_word(writer: Writer, verdict: Verdict) -> str:
    """Return the word of a verdict, the one for its reason where there is one."""
    general = f"status.{verdict.progress_status.value}"
    special = f"{general}.{verdict.reason}"
    return writer.wording(special if writer.wording.has(special) else general)


def _sentence(writer: Writer, period: Period, ranked: Sequence[Ranked]) -> str:
    """Say how many have figures, the lowest and the highest, who is behind, who is absent."""
    known = sorted((r for r in ranked if r.value is not None), key=lambda r: r.value or 0.0)
    low, high = known[0], known[-1]
    texts = [writer.value(r.value or 0.0) for r in (low, high)]
    clauses = [
        writer.wording(
            "chart.story.ranking_same" if texts[0] == texts[1] else "chart.story.ranking",
            period=writer.when(period),
            counted=len(known),
            low_unit=writer.unit(low.unit),
            low=texts[0],
            high_unit=writer.unit(high.unit),
            high=texts[1],
        )
    ]
    behind, absent = sum(r.is_behind for r in known), len(ranked) - len(known)
    if behind:
        clauses.append(writer.wording("chart.story.behind", behind=behind))
    if absent:
        clauses.append(writer.wording("chart.story.absent", absent=absent))
    return finish_sentence(clauses)


def _notes(writer: Writer, ranked: Sequence[Ranked], target: Target | None) -> tuple[str, ...]:
    known = [r for r in ranked if r.value is not None]
    notes = []
    if any(r.is_behind for r in known):
        notes.append(writer.wording("chart.note.behind"))
    if target is not None:
        notes.append(writer.wording("chart.note.rank_target", target=writer.sign(target)))
    if any(r.figure is not None and not r.figure.final for r in known):
        notes.append(writer.wording("chart.note.not_final"))
    names = [writer.unit(r.unit) for r in ranked if r.value is None]
    if 0 < len(names) <= _MOST_NAMED:
        notes.append(writer.wording("chart.note.absent", units=", ".join(names)))
    return tuple(notes)


def draw(language: str) -> Mapping[str, Any]:
    """Make the one chart of the kind as Vega-Lite; its height grows with the bars."""
    import altair as alt  # noqa: PLC0415 # a third of a second, only where charts are drawn

    width = look.WIDTH - MARGIN["left"] - MARGIN["right"]
    x = alt.X("value:Q", axis=None, scale=alt.Scale(zero=True, nice=False))
    y = alt.Y("unit:N", sort=None, axis=None)
    at_end = alt.value(width + VALUE_WIDTH - 4)
    fill = {"expr": f"datum.behind ? '{look.INK}' : '{look.BAR}'"}
    ink = {"expr": f"datum.behind ? '{look.INK}' : '{look.MUTED}'"}
    name = over("bars").mark_text(align="right", fill=ink)
    value = over("bars").mark_text(align="right", fill=look.INK)
    goal = over("goal").mark_rule(stroke=look.TARGET, strokeWidth=1.5, strokeDash=look.DASH)
    label = over("goal").mark_text(align="right", fill=look.TARGET)
    layers = [
        over("bars").mark_bar(height=13, fill=fill).encode(x=x, y=y),
        name.encode(x=alt.value(-10), y=y, text="name:N"),
        value.encode(x=at_end, y=y, text="label:N"),
        goal.encode(x=x, y=alt.value(-6), y2=alt.value("height")),
        label.encode(x=x, y=alt.value(-16), text="label:N"),
    ]
    return compose(layers, language, width=width, height=alt.Step(STEP), padding=MARGIN)


RANKING = ChartKind("ranking", prepare, draw, ("bars", "goal"))
