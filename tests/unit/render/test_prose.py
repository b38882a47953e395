"""Texts with what their calls stand for."""

from dataclasses import replace

from site_builder.diagnostics import Location, make_diagnostic
from site_builder.model.charts import ChartSpec, DrawnChart
from site_builder.model.content import ContentLink
from site_builder.model.prose import ChartInsert, FigureInsert, PageInsert, Prose, TasksInsert
from site_builder.render.components import LinkView
from site_builder.render.prose import check_prose, make_prose
from site_builder.render.rules import HTML_REMOVED, INSERT_IN_TEXT
from site_builder.render.scope import Scope


def test_pieces_stand_where_the_calls_stood(scope, make_content, make_figure_of):
    """Text, figure, text; the figure is a component, not HTML."""
    prose = Prose(
        make_content("Giá trị @@.", "value"), (FigureInsert("CT1", make_figure_of(98.3)),)
    )

    pieces = make_prose(scope, prose).pieces

    assert [p.kind for p in pieces] == ["html", "figure", "html"]
    assert pieces[1].figure.text == "98,3"


def test_a_page_call_is_a_link(scope, make_content):
    """Alone it has the page's title; as the address of a link it has the author's words."""
    page = make_content("@@ và [đây](@@)", "page", "page")
    insert = PageInsert("guidance/x", "Bài X")

    pieces = make_prose(scope, Prose(page, (insert, insert))).pieces

    assert pieces[1].link == LinkView("Bài X", "../huong-dan/x.html")
    assert '<a href="../huong-dan/x.html">đây</a>' in pieces[2].html


def test_a_chart_survives_and_markup_of_the_author_does_not(make_spec, context, make_content):
    """The drawing goes in after the sanitiser has been through."""
    spec = make_spec()
    drawn = DrawnChart(ChartSpec("a", "trend", "vi", "T", "S.", ()), "<svg><title>x</title></svg>")
    scope = Scope(spec, context_with(context, {(spec.path, "a"): drawn}))
    page = make_content("<svg onload=x></svg>\n\n@@\n", "chart")

    pieces = make_prose(scope, Prose(page, (ChartInsert("a"),))).pieces

    assert "".join(p.html for p in pieces if p.kind == "html").strip() in ("", "<p></p>")
    assert pieces[-1].chart.svg == "<svg><title>x</title></svg>"


def context_with(context, charts):
    return replace(context, charts=charts)


def test_a_chart_without_data_says_so(scope, make_content):
    """Nothing drawn is an empty state, not a hole."""
    (piece,) = make_prose(scope, Prose(make_content("@@", "chart"), (ChartInsert(None),))).pieces

    assert piece.empty.what == "Chưa đủ số liệu để vẽ biểu đồ."


def test_a_block_within_a_heading_is_an_error(make_content):
    """The place is that of the call in the file."""
    page = make_content("## Xem @@ này", "chart")

    problems = check_prose(Prose(page, (ChartInsert("a"),)))

    place = Location(page.path, page.calls[0].line, page.calls[0].column)
    assert problems == (make_diagnostic(INSERT_IN_TEXT, place, value="chart"),)


def test_blocks_within_a_paragraph_cut_it(make_content, scope, make_figure_of):
    """Calls on lines of their own, or in a sentence, need no blank lines; figures stay in line."""
    page = make_content("Trước @@ *là* @@\n@@ sau **@@**.", "value", "chart", "tasks", "value")
    figure = FigureInsert("CT1", make_figure_of(98.3))
    prose = Prose(page, (figure, ChartInsert(None), TasksInsert(()), figure))

    pieces = make_prose(scope, prose).pieces

    assert check_prose(prose) == ()
    assert [piece.html or piece.kind for piece in pieces] == [
        "<p>Trước ", "figure", " <em>là</em></p>\n", "empty", "empty", "\n<p>sau <strong>",
        "figure", "</strong>.</p>",
    ]  # fmt: skip


def test_a_block_within_emphasis_is_an_error(make_content):
    """There is no place to cut."""
    page = make_content("Xem **@@ này** nhé.", "chart")

    assert [p.rule for p in check_prose(Prose(page, (ChartInsert("a"),)))] == [INSERT_IN_TEXT]


def test_a_block_of_its_own_is_fine(make_content):
    """A figure may stand anywhere, a chart in its own paragraph."""
    page = make_content("Giá trị @@.\n\n@@\n", "value", "chart")

    assert check_prose(Prose(page, (FigureInsert("CT1", None), ChartInsert("a")))) == ()


def test_removed_html_is_named_at_its_line(make_content):
    """The body starts at line 5 of the file; the tag stands in its third line."""
    problems = check_prose(Prose(make_content("Một.\n\nHai <blink>ba</blink>.")))

    place = Location("content/guidance/x.md", 7, 5)
    assert problems == (make_diagnostic(HTML_REMOVED, place, value="<blink>"),)


def test_a_text_in_another_language_says_so(scope, make_content):
    """The page's language is Vietnamese, the text's is English."""
    assert make_prose(scope, Prose(make_content("x", language="en"))).language == "en"


def html_of(scope, page):
    return "".join(piece.html for piece in make_prose(scope, Prose(page)).pieces)


def test_links_and_pictures_lead_to_pages_and_attachments(make_spec, context, make_content):
    """Relative to the page, in its language; an address that leads nowhere stays as written."""
    context = replace(context, attachments={"content/a.png": "tep/a.png"})
    page = make_content(
        "[một](x.md#muc) [hai](khong.md) ![ba](a.png)",
        links=(
            ContentLink("x.md#muc", "content/guidance/x.md", "guidance/x", "muc"),
            ContentLink("khong.md", "content/khong.md", "khong"),
            ContentLink("a.png", "content/a.png", alt="ba"),
        ),
    )

    html = html_of(Scope(make_spec(), context), page)

    assert '<a href="../huong-dan/x.html#muc">một</a>' in html
    assert '<a href="khong.md">hai</a>' in html
    assert '<img alt="ba" src="../tep/a.png">' in html


def test_an_anchor_stays_in_the_language_of_the_text(make_spec, context, make_content):
    """A Vietnamese text on an English page names a Vietnamese heading."""
    english = {("guidance", "guidance/x", "en"): "en/huong-dan/x.html"}
    context = replace(context, addresses={**context.addresses, **english})
    scope = Scope(make_spec(language="en", path="en/index.html"), context)
    page = make_content(
        "[một](x.md) [hai](x.md#muc)",
        links=(
            ContentLink("x.md", "content/guidance/x.md", "guidance/x"),
            ContentLink("x.md#muc", "content/guidance/x.md", "guidance/x", "muc"),
        ),
    )

    html = html_of(scope, page)

    assert '<a href="huong-dan/x.html">một</a>' in html
    assert '<a href="../huong-dan/x.html#muc">hai</a>' in html


def test_a_picture_from_elsewhere_is_told(make_content):
    """One of the site's own is not."""
    page = make_content(
        "![a](a.png) ![b](https://example.org/b.png)",
        links=(ContentLink("a.png", "content/guidance/a.png", alt="a"),),
    )

    (problem,) = check_prose(Prose(page))

    assert problem == make_diagnostic(
        HTML_REMOVED, Location("content/guidance/x.md", 5, 18), value="https://example.org/b.png"
    )
