"""Whether a build publishes anything, and under which name."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.editions import Decision, decide, is_edition_name
from site_builder.errors import UsageError
from site_builder.model.published import EditionRecord, PublishedState

DAY = date(2026, 11, 23)


def make_record(edition: str, inputs: str = "x", *, withdrawn: str = "") -> EditionRecord:
    return EditionRecord(
        edition, "2026-11-01T08:00:00+07:00", inputs, "", 3, "generator", withdrawn
    )


def make_state(*records: EditionRecord, latest: str | None = None, **more) -> PublishedState:
    pointed = latest if latest is not None else (records[-1].edition if records else None)
    return PublishedState(records, pointed, **more)


def test_the_first_edition_takes_the_day():
    """Without a name asked for, the day in the site's time zone is the name."""
    assert decide(PublishedState(), "x", None, DAY) == Decision("2026-11-23", None)


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        (["2026-11-22"], "2026-11-23"),
        (["2026-11-23"], "2026-11-23.2"),
        (["2026-11-23", "2026-11-23.2"], "2026-11-23.3"),
    ],
)
def test_further_editions_of_a_day_are_numbered(names: list[str], chosen: str):
    """The second edition of a day ends in .2, the third in .3."""
    state = make_state(*(make_record(name, f"inputs of {name}") for name in names))

    assert decide(state, "new", None, DAY).edition == chosen


def test_the_same_inputs_publish_nothing():
    """The newest edition already is what would be built, whatever name is asked for."""
    state = make_state(make_record("a", "old"), make_record("b", "same"))

    assert decide(state, "same", None, DAY) == Decision(None, "b")
    assert decide(state, "same", "other-name", DAY) == Decision(None, "b")


def test_inputs_of_an_edition_between_are_news_again():
    """Going back to an older state of the data is a change against what readers see."""
    state = make_state(make_record("a", "old"), make_record("b", "new"))

    assert decide(state, "old", None, DAY).edition == "2026-11-23"


@pytest.mark.parametrize(("inputs", "unchanged"), [("bad", "b"), ("good", "a")])
def test_after_a_rollback_neither_side_is_news(inputs: str, unchanged: str):
    """The withdrawn inputs publish nothing until something changes, nor do those shown."""
    state = make_state(make_record("a", "good"), make_record("b", "bad"), latest="a")

    assert decide(state, inputs, None, DAY) == Decision(None, unchanged)


def test_a_name_with_other_inputs_is_refused():
    """A published edition is never replaced; the error names free ones."""
    state = make_state(make_record("q4", "old"), make_record("q4.2", "older"))

    with pytest.raises(UsageError) as refused:
        decide(state, "new", "q4", DAY)

    assert refused.value.exit_code == 2
    assert refused.value.key == "edition_exists"
    assert dict(refused.value.facts) == {"edition": "q4", "free": "q4.3, q4.4"}


def test_a_name_with_the_same_inputs_is_unchanged():
    """Repeating a command with --edition is harmless, even when newer editions came."""
    state = make_state(make_record("q4", "same"), make_record("q5", "other"))

    assert decide(state, "same", "q4", DAY) == Decision(None, "q4")


def test_a_name_in_use_by_something_else_is_refused():
    """A folder that no list names is not written over either; case does not tell apart."""
    state = PublishedState(names=frozenset({"Bao-Cao"}))

    with pytest.raises(UsageError) as refused:
        decide(state, "new", "bao-cao", DAY)

    assert dict(refused.value.facts)["free"] == "bao-cao.2, bao-cao.3"


def test_what_a_killed_build_left_complete_is_adopted():
    """The same inputs find their folder there and only need to publish it."""
    left = make_record("2026-11-23", "same")
    state = PublishedState(unlisted=(left,), names=frozenset({"2026-11-23"}))

    assert decide(state, "same", None, DAY) == Decision("2026-11-23", None, adopted=left)
    assert decide(state, "other", None, DAY) == Decision("2026-11-23.2", None)
    assert decide(state, "same", "2026-11-23", DAY).adopted == left


def test_an_edition_that_latest_shows_counts_though_no_list_names_it():
    """A build killed between the switch and the list has published."""
    left = make_record("2026-11-23", "same")
    state = PublishedState(latest="2026-11-23", unlisted=(left,), names=frozenset({"2026-11-23"}))

    assert decide(state, "same", None, DAY) == Decision(None, "2026-11-23")


def test_an_edition_whose_folder_is_gone_counts_for_nothing():
    """Somebody removed it by hand: building again must bring the portal back."""
    state = make_state(make_record("a", "same"), missing=frozenset({"a"}))

    assert decide(state, "same", None, DAY) == Decision("2026-11-23", None)


def test_a_withdrawn_edition_is_not_published_again_by_itself():
    """Withdrawing needs a change of the inputs, not just the next nightly build."""
    state = make_state(make_record("a", "good"), make_record("b", "bad", withdrawn="2026-11-20"))

    assert decide(state, "bad", None, DAY) == Decision(None, "b")


@pytest.mark.parametrize("name", ["2026-11-23", "2026-11-23.2", "quy-4_2026", "A", "v1.0.0"])
def test_names_fit_for_a_folder(name: str):
    """Letters, digits, points, hyphens and underscores."""
    assert is_edition_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        ".hidden",
        "a/b",
        "a\\b",
        "../x",
        "a..b",
        "a.",
        "quý-4",
        "a b",
        "latest",
        "Latest",
        "assets",
        "draft",
        "index.html",
        "editions.json",
        "con",
        "NUL.2",
        "com1",
        "x" * 65,
        "a\n",
    ],
)
def test_names_that_would_hurt(name: str):
    """Paths, names of the web root itself, and those that Windows keeps for devices."""
    assert not is_edition_name(name)
    with pytest.raises(UsageError, match="edition_name"):
        decide(PublishedState(), "x", name, DAY)
