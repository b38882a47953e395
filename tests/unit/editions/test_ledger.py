"""Published official figures change only with a new line in the ledger."""

from __future__ import annotations

import pytest

from site_builder.diagnostics import Diagnostic, Location, facts_of
from site_builder.editions import check_ledger
from site_builder.model.published import PublishedState

HEADER = (
    "indicator,unit,period,level,variant,value,numerator,denominator,"
    "status,aggregated,source,as_of,note\n"
)
LEDGER = "indicator,unit,period,kind,reason,reason_en,date\n"
LINE = "CT1,a,2024,correction,Sai,,2026-01-05\n"


def make_row(
    value: str = "95",
    *,
    period: str = "2024",
    level: str = "",
    variant: str = "",
    counts: str = "95,100",
    status: str = "official",
    aggregated: str = "false",
) -> str:
    return f"CT1,a,{period},{level},{variant},{value},{counts},{status},{aggregated},,,\n"


def make_state(*rows: str, ledger: str = "") -> PublishedState:
    return PublishedState(
        observations=(HEADER + "".join(rows)).encode(), revisions=(LEDGER + ledger).encode()
    )


def check(
    state: PublishedState, *rows: str, ledger: str = "", **more
) -> tuple[tuple[str, str], ...]:
    found = run(state, *rows, ledger=ledger, **more)
    return tuple((p.rule.code, str(facts_of(p).get("figure", ""))) for p in found)


def run(state: PublishedState, *rows: str, ledger: str = "", **more) -> tuple[Diagnostic, ...]:
    new = (HEADER + "".join(rows)).encode()
    return check_ledger(state, new, (LEDGER + ledger).encode(), lambda *_: None, **more)


def test_an_unchanged_figure_is_fine():
    """The same rows raise nothing."""
    assert check(make_state(make_row()), make_row()) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (make_row("95"), make_row("95.0")),
        (make_row("95", counts=","), make_row("9.5e1", counts=",")),
        (make_row("95", counts="95,100"), make_row("95", counts="95.0,100.0")),
        (make_row("98.3", counts=","), make_row("98.30000000000001", counts="983,1000")),
    ],
)
def test_the_writing_of_a_number_does_not_count(old: str, new: str):
    """Other decimals, an exponent, or counts added to the same rate change no figure."""
    assert check(make_state(old), new) == ()


def test_a_changed_figure_needs_a_line():
    """The problem says what it was and what it is, at the place where it stands."""
    place = Location("data/observations/a.csv", 4)
    new = (HEADER + make_row("96", counts="96,100")).encode()

    found = check_ledger(make_state(make_row()), new, LEDGER.encode(), lambda *_: place)

    assert [p.rule.code for p in found] == ["SB901"]
    assert found[0].location == place
    assert facts_of(found[0]) == {
        "figure": "CT1 · a · 2024",
        "old": "95 (95/100)",
        "new": "96 (96/100)",
        "status": "official",
        "value": "96",
    }


@pytest.mark.parametrize(
    "new",
    [
        make_row("95.000001", counts=","),
        make_row("95", counts="190,200"),
        make_row("95", counts=","),
    ],
)
def test_small_changes_and_changes_of_counts_are_changes(new: str):
    """A published count is a published figure, even where the rate stays."""
    assert check(make_state(make_row()), new) == (("SB901", "CT1 · a · 2024"),)


def test_a_computed_value_is_told_with_two_decimals_and_its_counts():
    """The counts tell it exactly; nobody needs sixteen digits."""
    old = make_row("84.28571428571429", counts="118,140")

    new = (HEADER + make_row("100", counts="140,140")).encode()

    (found,) = check_ledger(make_state(old), new, LEDGER.encode(), lambda *_: None)

    assert facts_of(found)["old"] == "84.29 (118/140)"
    assert facts_of(found)["new"] == "100 (140/140)"


def test_a_figure_without_counts_is_compared_exactly():
    """What was typed as it is has no computed digits."""
    old, new = make_row("1", counts=","), make_row("1.0000000000001", counts=",")

    assert check(make_state(old), new) == (("SB901", "CT1 · a · 2024"),)


def test_a_vanished_figure_needs_a_line():
    """A deleted row, and a row whose figure is now missing, are the same to readers."""
    gone = check(make_state(make_row()))
    missing = check(make_state(make_row()), make_row("", counts=",", status="missing"))

    assert gone == missing == (("SB902", "CT1 · a · 2024"),)


def test_an_official_figure_cannot_be_made_movable_in_silence():
    """Official to preliminary with the same value needs a line as well."""
    found = check(make_state(make_row()), make_row(status="preliminary"))

    assert found == (("SB903", "CT1 · a · 2024"),)


@pytest.mark.parametrize(
    "old",
    [
        make_row(status="preliminary"),
        make_row(status="estimated"),
        make_row(aggregated="true"),
        make_row(variant="tinh-uy"),
        make_row("", counts=",", status="missing"),
    ],
)
def test_what_may_move_freely(old: str):
    """Preliminary and estimated figures, sums, rival figures, and gaps need no line."""
    assert check(make_state(old), make_row("50", counts="50,100")) == ()


@pytest.mark.parametrize(
    "old",
    [
        make_row(aggregated="true"),
        make_row(variant="tinh-uy"),
        make_row("", counts=",", status="missing"),
        make_row("", counts=",", status="not_applicable"),
        make_row("", counts=",", status="suppressed"),
    ],
)
def test_what_may_go(old: str):
    """Sums and rival figures follow others; where there was no figure none is missed."""
    assert check(make_state(old)) == ()


@pytest.mark.parametrize(
    ("old", "shown"),
    [
        (make_row(status="preliminary"), "95 (95/100)"),
        (make_row(counts=",", status="estimated"), "95"),
        (make_row("", counts=",", status="nil"), "–"),
    ],
)
def test_what_moves_freely_may_not_go_without_a_word(old: str, shown: str):
    """A row that is gone needs a line; one that says that the figure is missing does not."""
    gone = run(make_state(old))

    assert [p.rule.code for p in gone] == ["SB906"]
    assert gone[0].is_error
    assert facts_of(gone[0])["old"] == shown
    assert check(make_state(old), ledger=LINE) == ()
    assert check(make_state(old), withheld={("CT1", "a", "2024")}) == ()
    assert check(make_state(old), make_row("", counts=",", status="missing")) == ()


def test_a_new_figure_needs_no_line():
    """Later periods come in all the time."""
    assert check(make_state(make_row()), make_row(), make_row(period="2025")) == ()


def test_a_new_line_covers_a_change_once():
    """It covers the first edition built with it, and no later one."""
    changed = make_row("96", counts="96,100")
    later = make_row("97", counts="97,100")

    first = check(make_state(make_row()), changed, ledger=LINE)
    second = check(make_state(changed, ledger=LINE), later, ledger=LINE)
    repeated = check(make_state(changed, ledger=LINE), later, ledger=LINE + LINE)

    assert first == ()
    assert second == (("SB901", "CT1 · a · 2024"),)
    assert repeated == ()


def test_a_translation_added_to_an_old_line_makes_no_new_one():
    """Only what a line says of the figure makes it another line."""
    translated = LINE.replace("Sai,,", "Sai,Wrong,")

    found = check(make_state(make_row(), ledger=LINE), make_row("9"), ledger=translated)

    assert found == (("SB901", "CT1 · a · 2024"),)


def test_the_date_of_a_line_is_information():
    """An old line with another date covers no second change; the same words once more do."""
    state = make_state(make_row(), ledger=LINE)
    later = LINE.replace("2026-01-05", "2026-02-05")

    assert check(state, make_row("96"), ledger=later) == (("SB901", "CT1 · a · 2024"),)
    assert check(state, make_row("96"), ledger=LINE + later) == ()


def test_a_line_of_another_period_covers_nothing():
    """The line names the figure by indicator, unit and period."""
    other = LINE.replace("2024", "2023")

    assert check(make_state(make_row()), ledger=other) == (("SB902", "CT1 · a · 2024"),)


def test_breakdowns_are_figures_of_their_own():
    """A changed part is named with its breakdown; the total's row stays unreported."""
    state = make_state(make_row(), make_row("90", level="xa", counts="9,10"))

    found = check(state, make_row(level="_T"), make_row("80", level="xa", counts="8,10"))

    assert found == (("SB901", "CT1 · a · 2024 · level=xa"),)


def test_a_withheld_figure_is_not_changed():
    """Small counts, and figures made internal, leave the public edition without a line."""
    state = make_state(make_row())

    suppressed = check(state, make_row("", counts=",", status="suppressed"))
    internal = check(state, withheld={("CT1", "a", "2024")})

    assert suppressed == internal == ()


def test_nothing_earlier_is_told_apart_from_unreadable():
    """A ledger without any edition, and an edition without its figures, are two warnings."""
    assert check(PublishedState(), make_row()) == ()
    assert check(PublishedState(), make_row(), ledger=LINE) == (("SB904", ""),)
    assert check(PublishedState(unreadable=True), make_row()) == (("SB905", ""),)


@pytest.mark.parametrize(
    "damaged",
    [
        b"indicator,unit\nCT1,a\n",
        b"\xff\xfe",
        b"",
        (HEADER + "CT1,a\n").encode(),
        (HEADER + make_row() + '"open').encode(),
    ],
)
def test_damaged_figures_of_an_earlier_edition_are_a_warning(damaged: bytes):
    """They cannot be compared, and that is said; the build goes on."""
    found = run(PublishedState(observations=damaged, revisions=LEDGER.encode()), make_row())

    assert [(p.rule.code, p.is_error, p.location.path) for p in found] == [
        ("SB905", False, "data/revisions.csv")
    ]


@pytest.mark.parametrize("text", ["x", "nan", "Infinity"])
def test_a_figure_that_is_no_number_is_damage(text: str):
    """A published file that says such a thing was not written by us."""
    found = check(make_state(make_row(text)), make_row())

    assert found == (("SB905", ""),)


def test_an_edition_without_a_ledger_had_no_lines():
    """Every line of the new one is then new."""
    state = PublishedState(observations=(HEADER + make_row()).encode())

    assert check(state, make_row("9"), ledger=LINE) == ()


def test_notes_may_hold_line_breaks_of_any_kind():
    """Quoted line feeds and Unicode's own separators do not end a row."""
    noted = make_row().replace("false,,,\n", 'false,,,"một\nhai\u2028ba"\n')

    assert check(make_state(noted), noted, make_row(period="2025")) == ()
    assert check(make_state(noted), make_row("9")) == (("SB901", "CT1 · a · 2024"),)


def test_a_new_column_changes_no_figure():
    """A breakdown that another indicator brings makes the columns of all rows others."""
    new = (
        HEADER.replace("level,", "level,sex,") + make_row().replace("CT1,a,2024,,", "CT1,a,2024,,,")
    ).encode()

    assert check_ledger(make_state(make_row()), new, LEDGER.encode(), lambda *_: None) == ()
