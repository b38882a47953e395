"""The pages of a web root."""

from dataclasses import replace

import pytest

from site_builder.model.published import EditionRecord
from site_builder.model.site import AudienceConfig
from site_builder.render.assets import Assets
from site_builder.render.root import render_root

FIRST = EditionRecord("2026-10-01", "2026-10-01T08:00:00+07:00", "", "2026-09-30", 9, "g 1")
SECOND = EditionRecord("2026-11-23", "2026-11-23T08:00:00+07:00", "", "", 9, "g 2")


@pytest.fixture
def texts(disclosed, base_theme):
    def texts(records=(FIRST, SECOND), url=None, latest="2026-11-23"):
        site = replace(disclosed.site, audiences=(AudienceConfig("public", url=url),))
        assets = Assets((), {"site.css": "site.0123456789.css"})
        made = render_root(site, "public", records, latest, assets, base_theme)
        return {file.path: file.content.decode() for file in made}

    return texts


def test_the_root_leads_to_the_latest_edition(texts):
    """By refresh for those who wait and by a link for those whose browser does not."""
    page = texts()["index.html"]

    assert '<meta http-equiv="refresh" content="0; url=latest/index.html">' in page
    assert '<a href="latest/index.html">' in page
    assert '<html lang="vi">' in page


def test_editions_are_listed_newest_first(texts):
    """Each with its link and days as readers write them."""
    page = texts()["editions.html"]

    assert page.index('href="2026-11-23/index.html"') < page.index('href="2026-10-01/index.html"')
    assert "01/10/2026" in page
    assert 'href="assets/site.0123456789.css"' in page


def test_a_withdrawn_edition_keeps_its_line_and_loses_its_link(texts):
    """Withdrawing is never silent."""
    page = texts((replace(FIRST, withdrawn="02/10/2026, nhập sai"), SECOND))["editions.html"]

    assert 'href="2026-10-01/index.html"' not in page
    assert "Đã thu hồi: 02/10/2026, nhập sai" in page


def test_a_lost_address_links_only_where_the_root_is_known(texts):
    """A server shows this page at any depth, so nothing relative would lead anywhere."""
    assert "href" not in texts()["404.html"]
    assert (
        'href="https://example.org/tien-do/latest/index.html"'
        in (texts(url="https://example.org/tien-do")["404.html"])
    )


def test_before_the_first_edition_the_pages_are_there(texts):
    """No edition, no error."""
    assert set(texts((), latest=None)) == {"index.html", "404.html", "editions.html"}
