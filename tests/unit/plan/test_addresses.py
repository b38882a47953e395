"""Names made fit for files and links."""

from __future__ import annotations

import pytest

from site_builder.plan.addresses import content_page, make_slug, section_page


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("CT1", "ct1"),
        ("CT2a", "ct2a"),
        ("CT3′", "ct3-prime"),
        ("CT3'", "ct3-prime"),
        ("CT3″", "ct3-prime-prime"),
        ("don't", "dont"),
        ("A+B", "a-plus-b"),
        ("1.2", "1-2"),
        ("bao_cao", "bao-cao"),
        ("Đường Hoà", "duong-hoa"),
        ("../../etc", "etc"),
        ("★", "u2605"),
        ("中", "u4e2d"),
        ("con", "con-"),
        ("LPT1", "lpt1-"),
    ],
)
def test_a_name_is_made_fit_for_a_file(name: str, slug: str):
    """Small ASCII letters, digits and hyphens are left, and never nothing."""
    assert make_slug(name) == slug


@pytest.mark.parametrize(
    ("language", "key", "path"),
    [
        ("vi", "about", "about.html"),
        ("en", "about", "en/about.html"),
        ("vi", "guidance/Kết nạp", "huong-dan/ket-nap.html"),
        ("en", "guidance/a/b", "en/huong-dan/a/b.html"),
        ("vi", "guidance/index", "huong-dan/index.html"),
        ("vi", "faq/index", "faq/index.html"),
        ("vi", "guidance", "guidance.html"),
    ],
)
def test_a_text_lies_below_its_section(build, language: str, key: str, path: str):
    """The first language is at the root; guidance lies under its section's own word."""
    site = build.portal(languages=("vi", "en")).disclosed.site

    assert content_page(site, language, key) == path


def test_the_site_names_its_sections(build):
    """A word in ``paths`` replaces the default one; what it leaves out stays."""
    site = build.portal(paths={"units": "units"}).disclosed.site

    assert section_page(site, "vi", "units", "tam-ky") == "units/tam-ky.html"
    assert section_page(site, "vi", "indicators") == "chi-tieu/index.html"
