"""Addresses between files of an edition."""

import pytest

from site_builder.render.links import relative


@pytest.mark.parametrize(
    ("here", "there", "address"),
    [
        ("index.html", "chi-tieu/ct1.html", "chi-tieu/ct1.html"),
        ("chi-tieu/ct1.html", "index.html", "../index.html"),
        ("chi-tieu/ct1.html", "chi-tieu/ct2.html", "ct2.html"),
        ("en/chi-tieu/ct1.html", "en/index.html", "../index.html"),
        ("en/chi-tieu/ct1.html", "../assets/a.css", "../../../assets/a.css"),
        ("index.html", "../editions.html", "../editions.html"),
        ("a/b.html", "a/c.html#muc-1", "c.html#muc-1"),
        ("index.html", "a b/ê.html", "a%20b/%C3%AA.html"),
    ],
)
def test_an_address_leads_from_one_file_to_the_other(here, there, address):
    """Addresses are relative to the folder of the page that holds them, and name a file."""
    assert relative(here, there) == address
