"""Figures in words and numbers."""

from dataclasses import replace

import pytest

from site_builder.model.indicator import Direction
from site_builder.model.observation import ObsStatus
from site_builder.model.period import Frequency, Period
from site_builder.render.components import LinkView
from site_builder.render.figures import make_change, make_difference, make_figure
from site_builder.wording import Wording


def test_a_number_is_written_as_readers_write_it(scope, indicator, make_figure_of):
    """Decimal comma, the pair behind a ratio with dots for thousands, the source as a link."""
    figure = make_figure_of(98.25, numerator=983.0, denominator=1000.0, sources=("KH1",))

    view = make_figure(scope, indicator, figure)

    assert (view.text, view.measure, view.state) == ("98,3", "%", "value")
    assert view.counts == "983/1.000"
    assert view.sources == (
        LinkView("01-KH/TU, 01/11/2022", "../van-ban/index.html#vb-kh1", "Kế hoạch thử"),
    )


def test_zero_missing_nil_and_no_row_are_four_things(scope, indicator, make_figure_of):
    """Each has its own state and its own text."""
    views = [
        make_figure(scope, indicator, make_figure_of(0.0)),
        make_figure(scope, indicator, make_figure_of(None)),
        make_figure(scope, indicator, make_figure_of(None, status=ObsStatus.NIL)),
        make_figure(scope, indicator, None),
    ]

    assert [v.state for v in views] == ["value", "missing", "nil", "none"]
    assert len({v.text for v in views}) == 4


def test_a_sum_says_how_many_it_counts(scope, indicator, make_figure_of):
    """An incomplete sum is marked as such; brief views leave out only the complete ones."""
    partial = make_figure_of(50.0, aggregated=True, due=12, counted=3)
    whole = make_figure_of(50.0, aggregated=True, due=12, counted=12)

    assert make_figure(scope, indicator, partial, brief=True).marks == ("mới có 3/12 đơn vị",)
    assert make_figure(scope, indicator, partial).marks == ("tổng hợp từ 3/12 đơn vị, chưa đủ",)
    assert make_figure(scope, indicator, whole).marks == ("tổng hợp từ 12/12 đơn vị",)
    assert make_figure(scope, indicator, whole, brief=True).marks == ()


def test_a_preliminary_figure_is_marked(scope, indicator, make_figure_of):
    """The status is said beside the number, and "not final" is not said twice."""
    figure = make_figure_of(2.67, status=ObsStatus.PRELIMINARY, final=False)

    assert make_figure(scope, indicator, figure).marks == ("sơ bộ",)


@pytest.mark.parametrize(
    ("latest", "direction", "text", "sense"),
    [
        (98.3, Direction.UP, "+1,3 điểm %", "better"),
        (98.3, Direction.DOWN, "+1,3 điểm %", "worse"),
        (96.0, Direction.UP, "−1,0 điểm %", "worse"),
        (97.04, Direction.UP, "không đổi", "same"),
    ],
)
def test_a_change_is_of_the_numbers_shown(
    scope, indicator, make_figure_of, latest, direction, text, sense
):
    """97,0 to 97,04 is shown as 97,0 to 97,0: no change. The minus is a true one."""
    change = make_change(
        scope,
        replace(indicator, direction=direction),
        make_figure_of(latest),
        make_figure_of(97.0, year=2024),
    )

    assert (change.text, change.since, change.sense) == (text, "so với 2024", sense)


def test_a_change_says_on_which_units_it_is(scope, indicator, make_figure_of):
    """Earlier figures are put on today's units, or on those of a former unit's last day."""
    earlier = make_figure_of(97.0, year=2024, restated=True)
    since = [
        make_change(scope, indicator, make_figure_of(98.0), earlier, is_former=is_former).since
        for is_former in (False, True)
    ]

    assert since == [
        "so với 2024, theo đơn vị hiện nay",
        "so với 2024, theo địa bàn khi chấm dứt hoạt động",
    ]


def test_without_an_earlier_figure_there_is_no_change(scope, indicator, make_figure_of):
    """A gap is not a zero."""
    assert make_change(scope, indicator, make_figure_of(1.0), make_figure_of(None)) is None


def test_a_count_differs_in_its_own_unit(scope, indicator):
    """Only differences between percentages are in points."""
    counted = replace(indicator, unit_measure="cell", decimals=0)

    assert make_difference(scope, counted, 45.0) == "+45\N{NO-BREAK SPACE}chi bộ"


def test_one_of_a_kind_is_in_the_singular(scope, indicator, make_figure_of, base_theme):
    """English has "1 person" and "+1 person", but "1.0 people" and "21 people"."""
    english = replace(
        scope,
        spec=replace(scope.spec, language="en"),
        context=replace(scope.context, wording=Wording("en", base_theme.wording["en"])),
    )
    counted = replace(indicator, unit_measure="person", decimals=0)
    tenths = replace(counted, decimals=1)

    assert make_difference(english, counted, 1.0) == "+1\N{NO-BREAK SPACE}person"
    assert make_difference(english, counted, -1.0) == "\N{MINUS SIGN}1\N{NO-BREAK SPACE}person"
    assert make_difference(english, counted, 21.0) == "+21\N{NO-BREAK SPACE}people"
    assert make_figure(english, counted, make_figure_of(1.0)).measure == "person"
    assert make_figure(english, tenths, make_figure_of(1.0)).measure == "people"
    assert english.measured(counted, "1") == "1\N{NO-BREAK SPACE}person"


def test_a_running_total_is_marked_until_the_year_is_whole(scope, indicator, make_figure_of):
    """The figure of a quarter of a cumulative indicator is one since the start of the year."""
    running = replace(indicator, cumulative=True)
    quarter = replace(make_figure_of(2.0), period=Period(2025, Frequency.QUARTER, 3))

    assert make_figure(scope, running, quarter).marks == ("lũy kế",)
    assert make_figure(scope, running, make_figure_of(3.0)).marks == ()
    assert make_figure(scope, indicator, quarter).marks == ()
    assert make_figure(scope, running, quarter, under_head=True).marks == ()
