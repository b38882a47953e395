"""What holds for any history of editions, any figures and any way of writing them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from site_builder.diagnostics import Location
from site_builder.editions import (
    add_record,
    check_ledger,
    decide,
    diff_observations,
    editions_json,
    parse_editions,
)
from site_builder.editions.figures import is_same_number
from site_builder.model.published import EditionRecord, PublishedState

DAYS = st.sampled_from([date(2026, 11, 23), date(2026, 11, 24)])
INPUTS = st.sampled_from(["one", "two", "three"])
HEADER = (
    "indicator,unit,period,variant,value,numerator,denominator,status,aggregated,source,as_of,note"
)
LEDGER = "indicator,unit,period,kind,reason,reason_en,date"

Row = tuple[str, str, str]
"""Period, value and status of one figure."""

rows = st.lists(
    st.tuples(
        st.sampled_from(["2021", "2022", "2023", "2024-Q1"]),
        st.integers(0, 20).map(lambda n: str(n / 4)),
        st.sampled_from(["official", "preliminary"]),
    ),
    unique_by=lambda row: row[0],
)


def make_file(figures: list[Row]) -> bytes:
    lines = [f"CT1,a,{p},,{value},,,{status},false,,," for p, value, status in figures]
    return "\n".join([HEADER, *lines, ""]).encode()


def make_ledger(periods: list[str]) -> bytes:
    lines = [f"CT1,a,{period},correction,Sai,,2026-11-20" for period in periods]
    return "\n".join([LEDGER, *lines, ""]).encode()


def nowhere(indicator: str, unit: str, period: str) -> Location:
    return Location(f"{indicator}/{unit}/{period}")


@given(st.lists(st.tuples(INPUTS, DAYS, st.booleans()), max_size=12))
def test_no_history_uses_a_name_twice(steps: list[tuple[str, date, bool]]):
    """Builds and rollbacks in any order: names are new, and what readers see is not rebuilt."""
    state = PublishedState()
    for inputs, day, roll_back in steps:
        if roll_back and state.records:
            state = replace(state, latest=state.records[0].edition)
        decision = decide(state, inputs, None, day)
        if decision.edition is None:
            seen = {state.latest, state.records[-1].edition}
            assert decision.unchanged in seen
            continue
        assert decision.edition not in state.names
        assert decision.edition.startswith(day.isoformat())
        record = EditionRecord(decision.edition, "2026-11-23", inputs, "", 1, "g")
        names = state.names | {decision.edition}
        state = PublishedState(add_record(state, record), decision.edition, names=names)
        assert decide(state, inputs, None, day).unchanged == decision.edition
    assert len({r.edition for r in state.records}) == len(state.records)


@given(
    st.lists(
        st.builds(
            EditionRecord,
            st.from_regex(r"[a-z]{4,8}[0-9]", fullmatch=True),
            st.text(),
            st.text(),
            st.text(),
            st.integers(0),
            st.text(),
            st.text(),
        ),
        unique_by=lambda record: record.edition,
    )
)
def test_the_list_is_read_back(records: list[EditionRecord]):
    """Whatever texts it holds."""
    assert parse_editions(editions_json(records, None)) == tuple(records)


@given(rows, rows, st.randoms(use_true_random=False))
def test_the_order_of_rows_means_nothing(old: list[Row], new: list[Row], random):
    """Both checks find the same in files sorted otherwise."""
    mixed = random.sample(new, len(new))
    state = PublishedState(observations=make_file(old))

    assert diff_observations(make_file(old), make_file(new)) == diff_observations(
        make_file(old), make_file(mixed)
    )
    assert check_ledger(state, make_file(new), make_ledger([]), nowhere) == check_ledger(
        state, make_file(mixed), make_ledger([]), nowhere
    )


@given(rows, rows)
def test_a_difference_reads_the_same_backwards(old: list[Row], new: list[Row]):
    """Old and new change places; equal files have none."""
    there = diff_observations(make_file(old), make_file(new))
    back = diff_observations(make_file(new), make_file(old))

    assert [(c.period, c.old, c.new) for c in there] == [(c.period, c.new, c.old) for c in back]
    assert diff_observations(make_file(old), make_file(old)) == ()


@given(rows, rows)
def test_a_line_for_each_problem_is_what_is_asked_for(old: list[Row], new: list[Row]):
    """Exactly the periods that are reported need a line, and a line is enough."""
    state = PublishedState(observations=make_file(old), revisions=make_ledger([]))

    found = check_ledger(state, make_file(new), make_ledger([]), nowhere)

    periods = [problem.location.path.split("/")[2] for problem in found]
    differing = {c.period for c in diff_observations(make_file(old), make_file(new))}
    official = {period for period, _, status in old if status == "official"}
    gone = {period for period, _, _ in old} - {period for period, _, _ in new}
    assert set(periods) == (differing & official) | gone
    assert check_ledger(state, make_file(new), make_ledger(periods), nowhere) == ()


@given(st.decimals(-(10**9), 10**9, places=6), st.integers(0, 5))
def test_a_number_is_the_same_however_it_is_written(number, zeros: int):
    """More zeros, an exponent, a sign."""
    text = f"{number:f}"

    assert is_same_number(text, text + "0" * zeros)
    assert is_same_number(text, f"{number:E}")
    assert not is_same_number(text, f"{number + 1:f}")
