"""The whole stage: all files together."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from site_builder.config import configure
from site_builder.diagnostics import Checked
from site_builder.model.dataset import Configured
from site_builder.model.indicator import (
    Aggregate,
    Baseline,
    Break,
    Comparator,
    Direction,
    Indicator,
    IndicatorKind,
    Jump,
    Target,
    TargetKind,
)
from site_builder.model.period import Period
from site_builder.model.site import SECTIONS, AudienceConfig, SiteConfig
from site_builder.model.source import SourceTree
from site_builder.model.tables import TableOptions
from site_builder.model.text import Text

SITE = """
title: {en: Portal, vi: Cổng, fr: Portail}
languages: [vi, en]
organisation: Đảng bộ
timezone: Asia/Ho_Chi_Minh
audiences:
  internal:
  public: {url: "https://example.vn/", disclosure: {minimum_count: 5}, notice: {vi: Thử}}
notice: {vi: Số liệu minh họa, en: }
paths: {units: dang-bo}
"""

INDICATOR = """
code: CT1                     # unique, stable
title: {vi: Tỷ lệ, en: Rate}
kind: ratio
numerator: {vi: a, en: b}
denominator: {vi: c, en: d}
unit_measure: percent
decimals: 1
maximum: 100
limit: null
headline_unit: tinh
direction: up
frequency: year
cumulative: false
aggregate: sum_ratio
dimensions: [level]
baseline: {period: "2022", value: 98.3, source: KH211}
targets:
  - {kind: by, period: "2030", comparator: ">=", value: 100, source: KH211}
  - {kind: every, from: "2020", to: "2030", comparator: ">", value: 90, source: KH211,
     valid_from: 2022-11-01, valid_to: null}
method: linear
breaks: [{period: "2018", note: {vi: Đổi, en: Changed}}]
audience: public
owner: Ban Tổ chức
definition: {vi: a, en: b}
method_note: {vi: a, en: b}
notes: {vi: a, en: b}
"""

COUNT = "code: {code}\ntitle: x\nkind: count\nunit_measure: member\n"


def _configure(**files: str | bytes) -> Checked[Configured]:
    given = {"site.yaml": SITE, "data/indicators/a.yaml": INDICATOR} | files
    content = {
        path: text if isinstance(text, bytes) else text.encode()
        for path, text in sorted(given.items())
        if text != ""
    }
    return configure(SourceTree(content))


def _value(checked: Checked[Configured]) -> Configured:
    assert checked.value is not None
    return checked.value


def _found(checked: Checked[Configured]) -> list[tuple[str, str]]:
    return [(p.rule.code, str(p.location)) for p in checked.problems]


def _indicator(checked: Checked[Configured], code: str = "CT1") -> Indicator:
    return _value(checked).indicators[code]


def test_a_site_file_as_values():
    """Languages in the site's order, a plain text in its first, other languages kept."""
    checked = _configure()

    assert checked.problems == ()
    assert _value(checked).site == SiteConfig(
        title=Text((("vi", "Cổng"), ("en", "Portal"), ("fr", "Portail"))),
        languages=("vi", "en"),
        organisation=Text((("vi", "Đảng bộ"),)),
        timezone="Asia/Ho_Chi_Minh",
        audiences=(
            AudienceConfig("public", "https://example.vn/", 5, Text((("vi", "Thử"),))),
            AudienceConfig("internal"),
        ),
        notice=Text((("vi", "Số liệu minh họa"),)),
        paths={**SECTIONS, "units": "dang-bo"},
    )


def test_the_indicator_of_the_contract_as_values():
    """Every key that the contract names is read, into the very values it means."""
    both = Text((("vi", "a"), ("en", "b")))

    assert _indicator(_configure()) == Indicator(
        code="CT1",
        title=Text((("vi", "Tỷ lệ"), ("en", "Rate"))),
        kind=IndicatorKind.RATIO,
        unit_measure="percent",
        path="data/indicators/a.yaml",
        numerator=both,
        denominator=Text((("vi", "c"), ("en", "d"))),
        decimals=1,
        maximum=100.0,
        headline_unit="tinh",
        direction=Direction.UP,
        aggregate=Aggregate.SUM_RATIO,
        dimensions=("level",),
        baseline=Baseline(Period(2022), 98.3, "KH211"),
        targets=(
            Target(TargetKind.BY, Comparator.AT_LEAST, 100.0, period=Period(2030), source="KH211"),
            Target(
                TargetKind.EVERY,
                Comparator.MORE_THAN,
                90.0,
                first=Period(2020),
                last=Period(2030),
                source="KH211",
                valid_from=date(2022, 11, 1),
            ),
        ),
        method="linear",
        breaks=(Break(Period(2018), Text((("vi", "Đổi"), ("en", "Changed")))),),
        audience="public",
        owner=Text((("vi", "Ban Tổ chức"),)),
        definition=both,
        method_note=both,
        notes=both,
        jump=Jump(20.0),
    )


def test_what_is_not_said_follows_from_the_kind():
    """A count is summed and unbounded, internal, yearly, and better when it grows."""
    indicator = _indicator(
        _configure(**{"data/indicators/b.yaml": COUNT.format(code="001")}), "001"
    )

    assert indicator.aggregate is Aggregate.SUM
    assert indicator.maximum is None
    assert indicator.audience == "internal"


@pytest.mark.parametrize(
    ("line", "maximum"),
    [("", 100.0), ("maximum: null", None), ("maximum:", None), ("maximum: 120", 120.0)],
)
def test_a_share_in_percent_ends_at_100_unless_the_file_says_otherwise(
    line: str, maximum: float | None
):
    """A null lifts the bound; leaving the key out does not."""
    text = INDICATOR.replace("maximum: 100", line)

    assert _indicator(_configure(**{"data/indicators/a.yaml": text})).maximum == maximum


@pytest.mark.parametrize(
    ("line", "jump"),
    [
        ("", Jump(20.0)),
        ("unit_measure: permille", Jump(2.0, least=10.0)),
        ("jump: 35", Jump(35.0)),
        ("jump: null", None),
    ],
)
def test_a_jump_is_of_20_points_or_a_factor_of_2_unless_the_file_says_otherwise(
    line: str, jump: Jump | None
):
    """What a file gives is taken at its word; a null asks about nothing."""
    text = INDICATOR.replace("maximum: 100", line)
    if line.startswith("unit_measure"):
        text = text.replace("unit_measure: percent\n", "")

    assert _indicator(_configure(**{"data/indicators/a.yaml": text})).jump == jump


def test_a_broken_site_file_does_not_hide_other_problems():
    """A plain stand-in takes its place, in the languages that can still be read."""
    checked = _configure(
        **{
            "site.yaml": SITE.replace("title", "titel").replace("[vi, en]", "[en, vi]"),
            "data/indicators/b.yaml": COUNT.format(code="CT2").replace("count", "cuont"),
            "content/a.md": "x",
        }
    )

    assert _found(checked) == [
        ("SB181", "content/a.md:1:1"),
        ("SB140", "data/indicators/b.yaml:3:7"),
        ("SB130", "site.yaml:2:1"),
        ("SB131", "site.yaml:2:1"),
    ]
    assert _value(checked).site.languages == ("en", "vi")
    assert _value(checked).broken == {"CT2"}


def test_a_site_without_its_file_is_told_so():
    """Nothing is assumed; there is still a site to check the rest with."""
    checked = _configure(**{"site.yaml": ""})

    assert _found(checked) == [("SB109", "site.yaml")]
    assert _value(checked).site.languages == ("vi",)


def test_a_code_names_one_indicator():
    """The second file is told about the first, whatever the capitals; the first stays."""
    checked = _configure(**{"data/indicators/b.yaml": COUNT.format(code="ct1")})

    assert _found(checked) == [("SB160", "data/indicators/b.yaml:1:7")]
    assert checked.problems[0].facts == (("first", "data/indicators/a.yaml"), ("value", "ct1"))
    assert _value(checked).broken == frozenset()
    assert _indicator(checked).path == "data/indicators/a.yaml"


def test_the_code_of_a_file_that_is_no_yaml_is_still_known():
    """References to it are not reported as well."""
    checked = _configure(**{"data/indicators/b.yaml": 'code: "CT2"\ntitle: a: b\n'})

    assert _value(checked).broken == {"CT2"}


def test_an_indicator_with_a_repeated_key_is_broken():
    """Nobody knows which of the two values was meant, so neither is used."""
    checked = _configure(**{"data/indicators/b.yaml": COUNT.format(code="CT2") + "kind: value\n"})

    assert _found(checked) == [("SB115", "data/indicators/b.yaml:5:1")]
    assert _value(checked).broken == {"CT2"}
    assert list(_value(checked).indicators) == ["CT1"]


def test_sidecars_are_found_by_their_table():
    """A sidecar's options are those of the file that it stands beside."""
    checked = _configure(
        **{"data/observations/x.csv": "indicator", "data/observations/x.csv.yaml": "locale: vi"}
    )

    assert checked.problems == ()
    assert _value(checked).options == {"data/observations/x.csv": TableOptions(locale="vi")}


def test_a_range_may_have_both_its_ends():
    """A target against the direction is right beside the one that goes with it."""
    upper = '  - {kind: by, period: "2029", comparator: "<=", value: 99}\nmethod:'

    assert (
        _configure(**{"data/indicators/a.yaml": INDICATOR.replace("method:", upper, 1)}).problems
        == ()
    )


def test_a_decomposed_file_gives_composed_values():
    """What a Mac writes is the same as what Windows writes."""
    checked = _configure(
        **{"data/indicators/a.yaml": INDICATOR.replace("Tỷ lệ", "Ty\u0309 le\u0323\u0302")}
    )

    assert _indicator(checked).title.get("vi") == "Tỷ lệ"


def test_the_answer_does_not_depend_on_the_order_of_files():
    """Files come sorted, but nothing rests on it."""
    files = {"site.yaml": SITE.encode(), "content/b.md": b"x", "content/a.md": b"y"}
    files["data/indicators/a.yaml"] = INDICATOR.encode()

    forwards = configure(SourceTree(files))
    backwards = configure(SourceTree(dict(reversed(files.items()))))

    assert forwards == backwards


def test_the_answer_can_go_to_another_process():
    """Everything in it can be pickled."""
    checked = _configure()

    assert pickle.loads(pickle.dumps(checked)) == checked  # noqa: S301 - our own bytes


def test_places_of_values_are_kept():
    """The validate stage says at which value a unit, a method, a figure or a text is wrong."""
    places = _value(_configure()).places

    kept = {key: place for (path, key), place in places.items() if path != "site.yaml"}
    assert (
        kept.items()
        >= {
            "headline_unit": (11, 16),
            "baseline.value": (17, 35),
            "baseline.source": (17, 49),
            "targets.0.source": (19, 70),
            "targets.1.source": (20, 81),
            "method": (22, 9),
        }.items()
    )
    assert ("site.yaml", "audiences.internal") in places


@pytest.mark.parametrize(
    ("text", "knows"), [("code: X\nkind: none\n", True), ("kind: count\n", False), ("", False)]
)
def test_without_all_codes_no_indicator_is_unknown(text: str, knows: bool):
    """One file whose code cannot be told is one problem, not one for each row that means it."""
    checked = _configure(**{"data/indicators/a.yaml": text})

    assert _value(checked).knows_all_codes is knows
