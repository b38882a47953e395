"""Anchors of headings."""

import pytest

from site_builder.render.slugs import slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Đất đai", "dat-dai"), ("Ai, khi nào?", "ai-khi-nao"), ("  CT3′ ", "ct3"), ("…", "muc")],
)
def test_an_anchor_is_plain_ascii(text, slug):
    """đ becomes d and nothing is lost; a heading of signs alone still gets an anchor."""
    assert slugify(text) == slug
