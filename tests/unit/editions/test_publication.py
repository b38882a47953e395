"""The order in which a build's files reach readers."""

from __future__ import annotations

from site_builder.editions import Decision, editions_json, plan_publication
from site_builder.model.artifact import Artifact, Asset
from site_builder.model.published import (
    AddAsset,
    AddEdition,
    EditionRecord,
    PublishedState,
    ReplaceFile,
    SwitchLatest,
)

RECORD = EditionRecord("a", "2026-11-01T08:00:00+07:00", "x", "", 1, "g")
PAGE = Artifact("index.html", b"page")
ASSET = Asset("base.1234.css", b"css")
ROOT = (
    Artifact("index.html", b"door"),
    Artifact("404.html", b"none"),
    Artifact("editions.html", b"list"),
)
LIST = Artifact("editions.json", editions_json([RECORD], "a"))
ROOT_ACTIONS = (
    ReplaceFile(LIST),
    ReplaceFile(ROOT[1]),
    ReplaceFile(ROOT[2]),
    ReplaceFile(ROOT[0]),
)


def plan(decision: Decision, state: PublishedState, records=(RECORD,)):
    return plan_publication("public", decision, [PAGE], [ASSET], ROOT, records, state)


def test_nothing_is_linked_before_it_is_there():
    """Assets, the folder, the switch, the list, the pages of the root, the door last."""
    made = plan(Decision("a", None), PublishedState())

    assert made.edition == "a"
    assert made.unchanged is None
    assert made.actions == (
        AddAsset(ASSET),
        AddEdition("a", (PAGE,)),
        SwitchLatest("a"),
        *ROOT_ACTIONS,
    )


def test_an_adopted_folder_is_only_published():
    """It lies there complete; writing it again would replace it."""
    made = plan(Decision("a", None, adopted=RECORD), PublishedState())

    assert made.actions == (AddAsset(ASSET), SwitchLatest("a"), *ROOT_ACTIONS)
    assert made.notes == {"adopted": "a"}


def test_an_unchanged_build_makes_good_what_a_killed_one_left():
    """The files of the root are planned again; those that are right are skipped later."""
    state = PublishedState((RECORD,), "a", names=frozenset({"a"}))

    made = plan(Decision(None, "a"), state)

    assert (made.edition, made.unchanged) == (None, "a")
    assert made.actions == (AddAsset(ASSET), *ROOT_ACTIONS)


def test_a_rollback_stays():
    """Where ``latest`` points elsewhere on purpose an unchanged build leaves it there."""
    state = PublishedState((RECORD,), "older", names=frozenset({"a", "older"}))

    assert not any(isinstance(a, SwitchLatest) for a in plan(Decision(None, "a"), state).actions)


def test_a_lost_latest_is_pointed_at_the_same_edition_again():
    """A copying program that drops links would otherwise leave readers before a wall."""
    there = PublishedState((RECORD,), None, names=frozenset({"a"}))
    gone = PublishedState((RECORD,), None)

    assert SwitchLatest("a") in plan(Decision(None, "a"), there).actions
    assert SwitchLatest("a") not in plan(Decision(None, "a"), gone).actions


def test_no_list_is_written_where_there_is_nothing_to_list():
    """Without any edition the root stays empty."""
    made = plan(Decision(None, "a"), PublishedState(), records=())

    assert made.actions == (AddAsset(ASSET),)
