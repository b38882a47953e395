"""Markdown to safe HTML with the places of calls."""

from site_builder.render.markdown import Heading, Stretch, convert


def html_of(page, **options):
    return "".join(s.html for s in convert(page, {}, **options).stretches)


def test_headings_start_below_the_page_title(make_content):
    """The topmost heading of a text gets the level asked for; the others keep their distance."""
    page = make_content("# Đất đai\n\n## Ai\n")

    converted = convert(page, {}, top=2)

    assert converted.headings == (Heading(2, "dat-dai", "Đất đai"), Heading(3, "ai", "Ai"))
    assert '<h2 id="dat-dai">Đất đai</h2>' in converted.stretches[0].html


def test_a_call_in_a_sentence_cuts_the_text(make_content):
    """What stands before and after is whole HTML together, with the call's index between."""
    converted = convert(make_content("Giá trị @@ năm nay.", "value"), {})

    assert converted.stretches == (
        Stretch("<p>Giá trị "),
        Stretch("", 0, in_text=True),
        Stretch(" năm nay.</p>"),
    )


def test_a_call_alone_takes_the_place_of_its_paragraph(make_content):
    """A chart is no part of a paragraph: no ``<p>`` is left around it."""
    converted = convert(make_content("Trước.\n\n@@\n\nSau.", "chart"), {})

    assert converted.stretches[1] == Stretch("", 0, in_text=False)
    assert converted.stretches[0].html.strip() == "<p>Trước.</p>"
    assert converted.stretches[2].html.strip() == "<p>Sau.</p>"


def test_an_author_cannot_write_a_mark(make_content):
    """Private-use characters of an author are dropped, so no component appears uncalled."""
    forged = "\ue010" + "\ue000" * 16 + "\ue011\ue000\ue012"

    converted = convert(make_content(f"a{forged}b"), {})

    assert converted.stretches == (Stretch("<p>ab</p>"),)


def test_a_call_may_be_the_address_of_a_link(make_content):
    """``[text]({{ page(…) }})`` becomes an ordinary link."""
    page = make_content("[xem](@@)", "page")

    assert convert(page, {0: "x.html"}).stretches == (Stretch('<p><a href="x.html">xem</a></p>'),)


def test_columns_align_without_inline_styles(make_content):
    """A policy that forbids inline styles still leaves numbers on the right."""
    html = html_of(make_content("| a | b |\n|---|--:|\n| x | 1 |\n"))

    assert '<td class="numeric">1</td>' in html
    assert "style" not in html
    assert html.startswith('<div class="scroll">')


def test_footnotes_are_named_after_their_page(make_content):
    """Two texts in one document never share an anchor."""
    html = html_of(make_content("Câu[^1].\n\n[^1]: Chú thích."))

    assert 'id="guidance-x-fn-1"' in html
    assert 'href="#guidance-x-fn-1"' in html
    assert 'id="fn:1"' not in html


def test_two_pages_do_not_see_each_other(make_content):
    """Converting another page between leaves no trace."""
    page = make_content("## A\n\nCâu[^1].\n\n[^1]: Chú thích.")
    first = convert(page, {})

    convert(make_content("## A\n\nKhác[^1].\n\n[^1]: Khác."), {})

    assert convert(page, {}) == first
