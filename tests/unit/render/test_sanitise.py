"""What passes of an author's HTML, seen by a parser as a browser would."""

from html.parser import HTMLParser

import pytest

from site_builder.render.sanitise import sanitise


class Seen(HTMLParser):
    """All tags and attributes of a text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.extend(attrs)


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<p style="background:url(//x)">x</p>',
    '<p onclick="x()">x</p>',
    '<iframe src="//x"></iframe>',
    '<form action="//x"><input name=q></form>',
    "<math><mtext><script>x</script></mtext></math>",
    '<base href="//x">',
    '<meta http-equiv="refresh" content="0;url=//x">',
    "<style>*{}</style>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_dangerous_passes(attack):
    """No script, frame, form, style, handler or foreign scheme is left, and it is named."""
    clean, removed = sanitise(attack)

    seen = Seen(clean)
    forbidden = {"script", "img", "svg", "iframe", "form", "input", "math", "base", "meta", "style"}
    assert forbidden.isdisjoint(seen.tags)
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name == "style"]
    assert not [v for n, v in seen.attributes if n == "href" and ":" in (v or "")]
    assert removed


def test_plain_text_passes_unchanged():
    """What Markdown makes of ordinary text loses nothing and warns of nothing."""
    html = '<p>Một <strong>câu</strong> có <a href="x.html#a">đường dẫn</a>.</p>'

    assert sanitise(html) == (html, ())


def test_links_that_leave_the_site_say_so():
    """The other side gets no handle on this window; links within stay as they are."""
    clean, _ = sanitise('<a href="https://example.org/">x</a><a href="y.html">y</a>')

    assert clean == '<a rel="noopener" href="https://example.org/">x</a><a href="y.html">y</a>'


@pytest.mark.parametrize("address", ["mailto:a@example.org", "tel:+84", "a/b:c", "?q=a:b", "#a:b"])
def test_addresses_that_are_fine_are_not_named(address):
    """A colon alone makes no scheme."""
    assert sanitise(f'<a href="{address}">x</a>')[1] == ()


def test_addresses_of_the_sites_own_files_are_exchanged():
    """In links and pictures alike, as the address stood in the text; others stay."""
    links = {"mẫu 01.png": "../tep/mau-01.png", "x.md": "x.html"}

    clean, removed = sanitise(
        '<img alt="Mẫu" src="mẫu 01.png" loading="lazy"><a href="x.md">x</a><a href="y.html">y</a>',
        links,
    )

    assert clean == (
        '<img alt="Mẫu" src="../tep/mau-01.png" loading="lazy">'
        '<a href="x.html">x</a><a href="y.html">y</a>'
    )
    assert removed == ()


@pytest.mark.parametrize("address", ["https://example.org/a.png", "//x/a.png", "data:,x", "b.png"])
def test_a_picture_from_elsewhere_goes_altogether(address):
    """No page makes a browser fetch anything but the site's own files."""
    clean, removed = sanitise(f'<p>a<img src="{address}" alt="x">b</p>', {"a.png": "tep/a.png"})

    assert (clean, removed) == ("<p>ab</p>", (address,))
