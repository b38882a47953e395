"""Nothing internal reaches the public, whatever it is and however it changes."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from site_builder.assess import assess
from site_builder.assess.methods.every_period import METHOD as EVERY_PERIOD
from site_builder.assess.methods.linear import METHOD as LINEAR
from site_builder.disclose import disclose
from site_builder.fingerprint import canonical
from site_builder.model.content import Call, ContentPage
from site_builder.model.dataset import Dataset, Disclosed
from site_builder.model.indicator import (
    Aggregate,
    Baseline,
    Comparator,
    Indicator,
    IndicatorKind,
    Target,
    TargetKind,
)
from site_builder.model.observation import FRAME_COLUMNS, Observations
from site_builder.model.period import Period
from site_builder.model.registers import Document, Revision, RevisionKind, Task
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.text import Text
from site_builder.model.units import Unit, UnitRegister

CANARY = "canary-7f3a"
METHODS = {"linear": LINEAR, "every_period": EVERY_PERIOD}
TODAY = date(2026, 11, 23)
NAN = float("nan")
SECRET_NUMBER = 918273645.0


def text(words: str) -> Text:
    return Text((("vi", words), ("en", f"{words} (en)")))


def row(
    code: str, unit: str, period: str, value: float, audience: str, **more: Any
) -> dict[str, Any]:
    cells: dict[str, Any] = dict.fromkeys(FRAME_COLUMNS, "")
    cells |= {"indicator": code, "unit": unit, "period": period, "value": value}
    cells |= {"numerator": NAN, "denominator": NAN, "status": "official", "audience": audience}
    return cells | {"path": f"data/observations/{audience}.csv", "line": 2} | more


def indicator(code: str, audience: str, words: str, source: str) -> Indicator:
    year = Period(2022)
    return Indicator(
        code=code,
        title=text(words),
        kind=IndicatorKind.COUNT,
        unit_measure="count",
        path=f"data/indicators/{code}.yaml",
        aggregate=Aggregate.SUM,
        audience=audience,
        baseline=Baseline(year, 5.0, source),
        targets=(Target(TargetKind.BY, Comparator.AT_LEAST, 9.0, Period(2030), source=source),),
        dimensions=("level",),
        definition=text(words),
    )


def dataset(secret_rows: list[dict[str, Any]]) -> Dataset:
    """A site whose public half is fixed, with canaries wherever something is internal."""
    public_rows = [
        row("CT", "a", "2024", 60, "public", source=f"doc-{CANARY}"),
        row("CT", "b", "2024", 3, "public"),
        row("CT", "tinh", "2024", 63, "public"),
    ]
    rows = sorted(
        [*secret_rows, *public_rows],
        key=lambda r: [r[n] for n in ("indicator", "unit", "period", "breakdown", "variant")],
    )
    for line, one in enumerate(rows, 2):
        one["line"] = line
    audiences = (
        AudienceConfig("internal", url=f"https://{CANARY}.example/", notice=text(CANARY)),
        AudienceConfig("public", minimum_count=5),
    )
    secret_call = Call("value", (f"CT-{CANARY}",), (), 0, 0, 1, 1)
    day = date(2025, 1, 1)
    return Dataset(
        site=SiteConfig(text("Cổng"), ("vi", "en"), text("Đơn vị"), "UTC", audiences),
        units=UnitRegister(
            {
                u: Unit(u, text(u), parent=None if u == "tinh" else "tinh")
                for u in ("tinh", "a", "b")
            }
        ),
        indicators={
            "CT": indicator("CT", "public", "Công khai", f"doc-{CANARY}"),
            f"CT-{CANARY}": indicator(f"CT-{CANARY}", "internal", CANARY, "x"),
        },
        observations=Observations(pd.DataFrame(rows, columns=list(FRAME_COLUMNS))),
        tasks=(
            Task(f"task-{CANARY}", text(CANARY), audience="internal"),
            Task("A", text("Việc"), evidence=f"doc-{CANARY}", audience="public"),
        ),
        documents={
            f"doc-{CANARY}": Document(f"doc-{CANARY}", CANARY, day, text(CANARY)),
            "Y": Document("Y", "1", day, text("Y"), replaces=(f"doc-{CANARY}",), audience="public"),
        },
        revisions=(
            Revision("CT", "a", Period(2025), RevisionKind.CORRECTION, text(CANARY), day, 2),
            Revision("CT", "a", Period(2024), RevisionKind.CORRECTION, text("Sót"), day, 3),
        ),
        pages=(
            ContentPage(f"content/{CANARY}.md", CANARY, "vi", CANARY, CANARY, 1, (secret_call,)),
            ContentPage("content/x.md", "x", "vi", "x", CANARY, 1, audience="public", draft=True),
        ),
    )


def publish(secret_rows: list[dict[str, Any]]) -> Disclosed:
    checked = disclose(dataset(secret_rows), "public")
    assert checked.problems == ()
    assert checked.value is not None
    return checked.value


def as_text(value: object) -> str:
    return json.dumps(canonical(value), ensure_ascii=False, default=str)


def without_mapping_keys(disclosed: Disclosed) -> str:
    """Write the portal of a disclosed part: series, verdicts, headlines, dues."""
    portal = assess(disclosed, METHODS, TODAY)
    parts = (tuple(portal.series.items()), portal.assessments, tuple(portal.headlines.items()))
    return as_text((*parts, portal.tasks, portal.dues, portal.as_of))


secret_rows = st.lists(
    st.builds(
        row,
        st.sampled_from(["CT", f"CT-{CANARY}"]),
        st.sampled_from(["tinh", "a", "b"]),
        st.just("2025"),
        st.sampled_from([0.0, 1.0, 4.0, SECRET_NUMBER]),
        st.just("internal"),
        breakdown=st.sampled_from(["", f"level={CANARY}", "level=x"]),
        variant=st.sampled_from(["", CANARY]),
        source=st.just(CANARY),
        note=st.just(CANARY),
        as_of=st.just("2026-11-01"),
        path=st.just(f"data/observations/{CANARY}.csv"),
    ),
    max_size=6,
    unique_by=lambda r: tuple(r[n] for n in ("indicator", "unit", "breakdown", "variant")),
)
"""Rows that only internal readers may read; 2025 is internal as a whole, so one always is there."""

ALWAYS = ("CT", "a", "2025", 7.0, "internal")


@given(rows=secret_rows)
def test_nothing_internal_is_disclosed_to_the_public(rows: list[dict[str, Any]]) -> None:
    """No canary and no secret number is found anywhere in the public half."""
    keys = {(r["indicator"], r["unit"], r["breakdown"], r["variant"]) for r in rows}
    anchor = [] if ("CT", "a", "", "") in keys else [row(*ALWAYS)]

    disclosed = publish([*rows, *anchor])

    found = as_text(disclosed) + without_mapping_keys(disclosed)
    assert CANARY not in found
    assert str(int(SECRET_NUMBER)) not in found


@given(first=secret_rows, second=secret_rows)
def test_the_public_half_does_not_depend_on_internal_rows(
    first: list[dict[str, Any]], second: list[dict[str, Any]]
) -> None:
    """Whatever internal rows there are, the public values and verdicts are the same bytes."""
    one, other = (
        publish([r for r in rows if (r["indicator"], r["unit"]) != ("CT", "a")] + [row(*ALWAYS)])
        for rows in (first, second)
    )

    assert as_text(one) == as_text(other)
    assert without_mapping_keys(one) == without_mapping_keys(other)


def test_what_is_public_is_still_there() -> None:
    """The canary test would pass on nothing at all: the public figures are shown."""
    disclosed = publish([row(*ALWAYS)])

    assert disclosed.observations.frame["unit"].tolist() == ["a", "b", "tinh"]
    assert disclosed.suppressed == 2
    assert [line.period for line in disclosed.revisions] == [Period(2024)]
