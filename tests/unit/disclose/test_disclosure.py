"""What an audience may read, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from site_builder.disclose import disclose
from site_builder.model.content import ContentLink
from site_builder.model.indicator import Baseline, Comparator, Target, TargetKind
from site_builder.model.period import parse_period


def test_indicators_are_kept_for_their_readers(build):
    """An internal indicator goes, and its rows with it, whatever they say."""
    secret = build.indicator("MAT", audience="internal")

    public = build.publish(
        build.row("a", 5),
        build.row("b", 6, indicator="MAT"),
        indicators=(build.indicator(), secret),
    )

    assert list(public.indicators) == ["CT"]
    assert build.shown(public) == {"a": 5}


def test_rows_are_kept_for_their_readers(build):
    """An internal row of a public indicator goes; the index starts anew."""
    public = build.publish(build.row("a", 5, audience="internal"), build.row("b", 6))

    assert build.shown(public) == {"b": 6}
    assert public.observations.frame.index.tolist() == [0]


def test_no_rows_at_all_is_fine(build):
    """A site may have nothing to show yet."""
    assert build.shown(build.publish(minimum=5)) == {}


def test_rows_lose_their_places(build):
    """File names and lines would move with rows that these readers may not read."""
    frame = build.publish(build.row("a", 5, path="data/observations/mat.csv", line=9)).observations

    assert frame.frame[["path", "line"]].to_numpy().tolist() == [["", 0]]


def test_the_narrowest_audience_reads_everything(build):
    """Internal readers see public and internal things."""
    dataset = build.dataset(
        build.row("a", 5, audience="internal"),
        build.row("b", 6),
        tasks=(build.task("A", "internal"), build.task("B")),
    )

    internal = disclose(dataset, "internal").value

    assert build.shown(internal) == {"a": 5, "b": 6}
    assert [one.task for one in internal.tasks] == ["A", "B"]
    assert [one.name for one in internal.site.audiences] == ["internal", "public"]


def test_settings_of_narrower_audiences_go(build):
    """A notice for internal readers stands in no public value."""
    public = build.publish()

    assert [one.name for one in public.site.audiences] == ["public"]
    assert public.audience.name == "public"


def test_tasks_and_documents_are_kept_for_their_readers(build):
    """Both say themselves for whom they are."""
    public = build.publish(
        tasks=(build.task("A", "internal"), build.task("B")),
        documents=(build.document("X", "internal"), build.document("Y")),
    )

    assert [one.task for one in public.tasks] == ["B"]
    assert list(public.documents) == ["Y"]


@pytest.mark.parametrize(
    ("source", "kept"), [("X", ""), ("Y", "Y"), ("Báo Quảng Nam", "Báo Quảng Nam")]
)
def test_references_to_hidden_documents_are_emptied(build, source, kept):
    """A source, a piece of evidence or a replaced document must not name what is hidden."""
    year = parse_period("2022")
    target = Target(TargetKind.EVERY, Comparator.AT_LEAST, 3.0, source=source)
    indicator = build.indicator(baseline=Baseline(year, 2.0, source), targets=(target,))

    public = build.publish(
        build.row("a", 5, source=source),
        indicators=(indicator,),
        tasks=(build.task("B", evidence=source),),
        documents=(
            build.document("X", "internal"),
            build.document("Y"),
            build.document("Z", replaces=("X", "Y")),
        ),
    )

    assert public.observations.frame["source"].tolist() == [kept]
    assert public.indicators["CT"].baseline.source == kept
    assert public.indicators["CT"].targets[0].source == kept
    assert public.tasks[0].evidence == kept
    assert public.documents["Z"].replaces == ("Y",)


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([{"audience": "public"}], True),
        ([{"audience": "internal"}], False),
        ([{"audience": "public"}, {"audience": "internal", "variant": "x"}], True),
        ([{"audience": "internal"}, {"audience": "public", "variant": "x"}], False),
        ([{"audience": "public", "breakdown": "sex=f"}], True),
        (
            [
                {"audience": "public", "breakdown": "sex=f"},
                {"audience": "internal", "breakdown": "sex=m"},
            ],
            False,
        ),
        ([], True),
    ],
)
def test_a_ledger_line_is_for_the_readers_of_its_figure(build, rows, kept):
    """The total decides, else all its parts; a figure taken out is explained to all readers."""
    public = build.publish(
        *(build.row("a", 5, **changes) for changes in rows), revisions=(build.revision(),)
    )

    assert public.revisions == ((replace(build.revision(), line=0),) if kept else ())


def test_a_ledger_line_of_an_internal_indicator_goes(build):
    """Also where its row has been taken out."""
    public = build.publish(
        indicators=(build.indicator(audience="internal"),), revisions=(build.revision(),)
    )

    assert public.revisions == ()


def test_only_files_that_something_readable_refers_to_are_kept(build):
    """A file has no audience of its own: it goes with the pages and documents that name it."""

    def page(key, file, **changes):
        links = (ContentLink(file, f"content/{file}"),)
        return replace(build.page(key), links=links, **changes)

    names = ("a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf", "f.pdf", "g.pdf")
    files = {f"content/{name}": name.encode() for name in names}

    disclosed = build.publish(
        pages=(
            page("mo", "a.pdf"),
            page("kin", "b.pdf", audience="internal"),
            page("nhap", "c.pdf", draft=True),
            page("tieng-phap", "d.pdf", language="fr"),
        ),
        documents=(
            build.document("D1", file="e.pdf"),
            build.document("D2", audience="internal", file="f.pdf"),
        ),
        files=files,
    )

    assert disclosed.files == {"content/a.pdf": b"a.pdf", "content/e.pdf": b"e.pdf"}
