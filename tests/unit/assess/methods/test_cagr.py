"""Compound annual growth."""

from __future__ import annotations

import pytest

from site_builder.assess.methods.cagr import METHOD, limit_factor
from site_builder.model.indicator import Baseline, Break, Direction


@pytest.fixture
def judge(build):
    """Judge figures given as year=value: ``judge({2020: 100, 2025: 110})``."""

    def run(values, target=None, baseline=None, status="official", **changes):
        start = Baseline(build.period(baseline[0]), baseline[1]) if baseline else None
        indicator = build.indicator(unit_measure="count", baseline=start, **changes)
        figures = [build.figure(str(year), value) for year, value in values.items()]
        last = figures[-1]
        figures[-1] = build.figure(str(last.period), last.value, status)
        return METHOD.assess(build.case(indicator, target, *figures))

    return run


def grown(rate: float, years: int = 5, start: float = 100.0) -> float:
    """Return what a start grows to at a rate a year."""
    return start * (1 + rate) ** years


@pytest.mark.parametrize(
    ("rate", "verdict", "reason"),
    [
        (0.0151, "on_track", "fast_enough"),
        (0.015, "on_track", "fast_enough"),
        (0.0149, "behind", "rather_slow"),
        (0.005, "behind", "rather_slow"),
        (0.0049, "off_track", "slow"),
        (0.0, "off_track", "slow"),
        (-0.001, "off_track", "moving_away"),
    ],
)
def test_without_a_target_the_rate_decides(judge, rate, verdict, reason):
    """1.5 % a year is on track, 0.5 % behind, less is off track."""
    found = judge({2020: 100.0, 2025: grown(rate)})

    assert (found.progress_status.value, found.reason) == (verdict, reason)
    assert dict(found.facts)["observed_rate"] == pytest.approx(rate)


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (200.0, "achieved"),
        (grown(0.95 * 0.0717735, 5), "on_track"),
        (grown(0.94 * 0.0717735, 5), "behind"),
        (grown(0.61 * 0.0717735, 5), "behind"),
        (grown(0.59 * 0.0717735, 5), "off_track"),
        (99.0, "off_track"),
    ],
)
def test_with_a_target_the_required_rate_decides(judge, build, value, verdict):
    """Doubling in ten years takes 7.177 % a year: 0.95 of it is on track, 0.60 behind."""
    found = judge({2020: 100.0, 2025: value}, build.by(200.0))

    assert found.progress_status.value == verdict


def test_the_working_is_shown(judge, build):
    """A verdict carries both rates, the pace, and where the required curve stands."""
    found = judge({2020: 100.0, 2025: 130.0}, build.by(200.0))

    facts = dict(found.facts)
    assert facts["required_rate"] == pytest.approx(2 ** (1 / 10) - 1)
    assert facts["observed_rate"] == pytest.approx(1.3 ** (1 / 5) - 1)
    assert facts["pace"] == pytest.approx(facts["observed_rate"] / facts["required_rate"])
    assert found.required_value == pytest.approx(100 * 2**0.5)
    assert found.margin == pytest.approx(130 - 100 * 2**0.5)


def test_less_may_be_better(judge, build):
    """Halving by 2030, with 72 of 100 left in 2025, is slightly too slow but on track."""
    found = judge(
        {2020: 100.0, 2025: 71.2}, build.by(50.0, comparator="<="), direction=Direction.DOWN
    )

    assert found.progress_status.value == "on_track"


@pytest.mark.parametrize(
    ("values", "baseline", "start"),
    [
        ({2020: 100.0, 2025: 120.0}, None, 100.0),
        ({2018: 50.0, 2020: 100.0, 2025: 120.0}, ("2020", 77.0), 100.0),
        ({2018: 50.0, 2021: 100.0, 2025: 120.0}, ("2020", 77.0), 77.0),
        ({2025: 120.0}, ("2020", 77.0), 77.0),
    ],
)
def test_the_base_is_the_base_years_value(judge, values, baseline, start):
    """The series' own value of the base year, else the baseline's; without one, the first."""
    assert dict(judge(values, baseline=baseline).facts)["baseline"] == start


def test_past_a_break_the_next_later_value_is_the_base(build):
    """A baseline on the other side of a break gives way to the first figure since."""
    indicator = build.indicator(
        baseline=Baseline(build.period("2018"), 10.0), breaks=(Break(build.period("2020")),)
    )
    case = build.case(indicator, None, build.figure("2021", 50.0), build.figure("2025", 60.0))

    assert dict(METHOD.assess(case).facts)["baseline"] == 50.0


@pytest.mark.parametrize(
    ("values", "baseline"), [({2025: 5.0}, None), ({2019: 5.0}, ("2020", 5.0))]
)
def test_one_value_has_no_growth(judge, values, baseline):
    """Without an earlier value there is nothing to say."""
    found = judge(values, baseline=baseline)

    assert (found.progress_status.value, found.reason) == ("not_assessed", "no_earlier_value")


@pytest.mark.parametrize(
    ("values", "goal"),
    [
        ({2020: -5.0, 2025: 5.0}, 10.0),
        ({2020: 0.0, 2025: -1.0}, 10.0),
        ({2020: 5.0, 2025: 4.0}, None),
    ],
)
def test_opposite_signs_are_not_assessed(judge, build, values, goal):
    """Growth across zero has no rate, be it of the value or of the target."""
    target = build.by(goal) if goal is not None else build.by(-1.0, comparator="<=")

    found = judge(values, target)

    assert (found.progress_status.value, found.reason) == ("not_assessed", "opposite_signs")


def test_a_zero_base_counts_as_a_thousandth(judge):
    """From nothing to 1 in one year is a thousandfold growth."""
    found = judge({2024: 0.0, 2025: 1.0})

    assert dict(found.facts)["observed_rate"] == pytest.approx(999.0)
    assert dict(found.facts)["baseline"] == 0.001


def test_a_zero_target_counts_as_a_thousandth(judge, build):
    """Falling towards zero is judged on the way to 0.001."""
    found = judge({2020: 1.0, 2025: 0.05}, build.by(0.0, comparator="<="), direction=Direction.DOWN)

    assert dict(found.facts)["required_rate"] == pytest.approx(0.001 ** (1 / 10) - 1)


def test_a_negative_base_turns_the_sign(judge):
    """From -100 to -80 is growth upwards although its size shrinks."""
    assert judge({2020: -100.0, 2025: -80.0}).reason == "fast_enough"


@pytest.mark.parametrize(("value", "verdict"), [(100.0, "on_track"), (99.0, "off_track")])
def test_a_target_at_the_base_asks_for_no_growth(judge, build, value, verdict):
    """Holding still is enough where the target is more than the base by a hair only."""
    found = judge({2020: 100.0, 2025: value}, build.by(100.0, comparator=">"))

    assert found.progress_status.value == verdict


@pytest.mark.parametrize(
    ("start", "limit", "factor"),
    [
        (50.0, None, 1.0),
        (50.0, 100.0, 1 - 0.5**4.44),
        (100.0, 100.0, 0.0),
        (150.0, 100.0, 1 - 0.5**4.44),
        (200.0, 100.0, 1.0),
        (250.0, 100.0, 1.0),
        (-50.0, 100.0, 1.0),
        (50.0, 0.0, 1.0),
    ],
)
def test_less_is_asked_for_near_the_limit(start, limit, factor):
    """At the natural limit nothing more can be asked for; far from it, everything."""
    assert limit_factor(start, limit) == pytest.approx(factor)


def test_the_limit_softens_the_rate(judge):
    """At 99 of at most 100, no growth at all is still on track within the softened rate."""
    assert judge({2020: 99.0, 2025: 99.5}, limit=100.0).progress_status.value == "on_track"


def test_a_preliminary_figure_is_in_progress(judge, build):
    """Growth is judged on final figures, with and without a target."""
    assert judge({2020: 1.0, 2025: 2.0}, status="preliminary").reason == "figure_not_final"
    assert judge({2020: 1.0, 2025: 2.0}, build.by(3.0), status="estimated").reason == (
        "figure_not_final"
    )


def test_a_target_is_missed_when_its_period_has_come(judge, build):
    """After the target's period there is no rate left to require."""
    found = judge({2020: 1.0, 2025: 2.0}, build.by(3.0, "2025"))

    assert (found.progress_status.value, found.reason) == ("not_met", "target_missed")
