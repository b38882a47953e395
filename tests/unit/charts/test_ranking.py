"""The ranking kind: who is below, in which order, who is behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from site_builder.charts.kinds.ranking import RANKING
from site_builder.model.charts import ChartRequest
from site_builder.model.indicator import Aggregate, Comparator, Direction, Target, TargetKind
from site_builder.model.period import parse_period
from site_builder.model.portal import ProgressStatus, Verdict
from site_builder.model.units import UnitRegister

REQUEST = ChartRequest("ranking", "CT1")
EVERY = Target(TargetKind.EVERY, Comparator.MORE_THAN, 90.0)
MET = Verdict(ProgressStatus.MET, "met")
NOT_MET = Verdict(ProgressStatus.NOT_MET, "not_met")


def _bars(spec):
    return dict(spec.datasets)["bars"]


def test_the_worst_stands_first(make_indicator, make_portal, vi):
    """Where more is better the lowest is on top; the root itself is not ranked."""
    portal = make_portal(
        make_indicator(),
        {"tinh": [("2024", 93.0)], "a": [("2024", 95.0)], "b": [("2024", 88.0)]},
    )

    assert [row["unit"] for row in _bars(RANKING.prepare(portal, REQUEST, vi))] == ["b", "a"]


def test_direction_turns_the_order_round(make_indicator, make_portal, vi):
    """Where less is better the highest is on top."""
    indicator = make_indicator(direction=Direction.DOWN)
    portal = make_portal(indicator, {"a": [("2024", 5.0)], "b": [("2024", 9.0)]})

    assert [row["unit"] for row in _bars(RANKING.prepare(portal, REQUEST, vi))] == ["b", "a"]


def test_the_verdict_makes_a_bar_dark(make_indicator, make_portal, vi):
    """Not the distance to the target by eye, but what was assessed; and a word in the table."""
    portal = make_portal(
        make_indicator(targets=(EVERY,)),
        {"a": [("2024", 95.0)], "b": [("2024", 88.0)]},
        {("a", "2024"): MET, ("b", "2024"): NOT_MET},
    )

    spec = RANKING.prepare(portal, REQUEST, vi)

    assert [row["behind"] for row in _bars(spec)] == [True, False]
    assert spec.header == ("Đơn vị", "Giá trị (%)", "Đánh giá")
    assert spec.rows == (("Đơn vị b", "88,0", "Chưa đạt"), ("Đơn vị a", "95,0", "Đạt"))
    assert spec.sentence == (
        "Năm 2024: 2 đơn vị có số liệu, thấp nhất là Đơn vị b (88,0\xa0%), "
        "cao nhất là Đơn vị a (95,0\xa0%); 1 đơn vị chưa đạt hoặc chậm tiến độ."
    )
    assert dict(spec.datasets)["goal"] == ({"value": 90.0, "label": "Chỉ tiêu >\xa090\xa0%"},)


def test_a_unit_without_a_figure_is_named_not_drawn(make_indicator, make_portal, vi):
    """Missing is not zero: no bar, a row that says so, a note with the name."""
    portal = make_portal(
        make_indicator(),
        {"a": [("2024", 95.0)], "b": [("2024", 88.0)], "c": [("2024", None)]},
    )

    spec = RANKING.prepare(portal, REQUEST, vi)

    assert len(_bars(spec)) == 2
    assert spec.rows[2] == ("Đơn vị c", "–", "Chưa báo cáo")
    assert spec.notes == ("Chưa có số liệu: Đơn vị c.",)
    assert spec.sentence.endswith("; 1 đơn vị chưa có số liệu.")


def test_a_figure_that_is_not_final_has_an_asterisk(make_indicator, make_figure, make_portal, vi):
    """The label itself says that the bar may still move."""
    early = make_figure("2024", 50.0, final=False)
    portal = make_portal(make_indicator(), {"a": [early], "b": [("2024", 88.0)]})

    spec = RANKING.prepare(portal, REQUEST, vi)

    assert [row["label"] for row in _bars(spec)] == ["50,0\xa0%\xa0*", "88,0\xa0%"]
    assert "Dấu *: số liệu chưa chính thức." in spec.notes


def test_an_early_bird_does_not_replace_a_full_ranking(make_indicator, make_portal, vi):
    """The period shown is the newest with at least half as many figures as the best one."""
    full = [(u, [("2023", float(i))]) for i, u in enumerate("abcdef")]
    series = {unit: rows + ([("2024", 1.0)] if unit in "ab" else []) for unit, rows in full}

    spec = RANKING.prepare(make_portal(make_indicator(), series), REQUEST, vi)

    assert spec.title == "Tỷ lệ thử theo đơn vị, năm 2023"


def test_a_period_can_be_asked_for(make_indicator, make_portal, vi):
    """Then its id names the period."""
    series = {u: [("2023", 1.0), ("2024", 2.0)] for u in "ab"}
    request = ChartRequest("ranking", "CT1", period=parse_period("2023"))

    spec = RANKING.prepare(make_portal(make_indicator(), series), request, vi)

    assert (spec.id, _bars(spec)[0]["value"]) == ("ranking-ct1-2023", 1.0)


def test_one_unit_alone_is_no_ranking(make_indicator, make_portal, vi):
    """None, so that the page can say why there is no chart."""
    portal = make_portal(make_indicator(), {"tinh": [("2024", 93.0)], "a": [("2024", 95.0)]})

    assert RANKING.prepare(portal, REQUEST, vi) is None


def test_equal_figures_are_said_to_be_equal(make_indicator, make_portal, vi):
    """85 of 85 everywhere has no lowest and no highest."""
    portal = make_portal(make_indicator(), {u: [("2024", 100.0)] for u in "abc"})

    sentence = RANKING.prepare(portal, REQUEST, vi).sentence

    assert sentence == "Năm 2024: 3 đơn vị có số liệu đều ở mức 100,0\xa0%."


def test_the_target_of_a_whole_is_no_measure_of_its_parts(make_indicator, make_portal, vi):
    """Units that are added up are not drawn against what is asked of their sum."""
    indicator = make_indicator(targets=(EVERY,), aggregate=Aggregate.SUM)
    portal = make_portal(indicator, {"a": [("2024", 5.0)], "b": [("2024", 9.0)]})

    assert dict(RANKING.prepare(portal, REQUEST, vi).datasets)["goal"] == ()


def test_a_verdict_still_open_says_what_it_waits_for(make_indicator, make_portal, vi):
    """The table has the same word as the pages."""
    waiting = Verdict(ProgressStatus.IN_PROGRESS, "figure_not_final")
    portal = make_portal(
        make_indicator(targets=(EVERY,)),
        {"a": [("2024", 95.0)], "b": [("2024", 88.0)]},
        {("a", "2024"): waiting, ("b", "2024"): waiting},
    )

    rows = RANKING.prepare(portal, REQUEST, vi).rows

    assert {row[2] for row in rows} == {"Chờ số chính thức"}


def test_a_unit_that_ended_within_the_period_is_not_missed(make_indicator, make_portal, vi):
    """Its successor owes the year's figure; what it did report is shown all the same."""
    figures = [("2025", 95.0)]
    portal = make_portal(
        make_indicator(),
        {"a": figures, "b": figures, "old": [("2024", 90.0)], "former": [("2025", 91.0)]},
    )
    units = dict(portal.disclosed.units.units)
    for name in ("old", "former"):
        units[name] = replace(units[name], valid_to=date(2025, 6, 30))
    portal = replace(portal, disclosed=replace(portal.disclosed, units=UnitRegister(units)))

    spec = RANKING.prepare(portal, ChartRequest("ranking", "CT1", period=parse_period("2025")), vi)

    assert [row[0] for row in spec.rows] == ["Đơn vị former", "Đơn vị a", "Đơn vị b"]
    assert spec.notes == ()
