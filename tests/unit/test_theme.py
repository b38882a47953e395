"""A theme as the site that uses it needs it."""

from __future__ import annotations

import pytest

from site_builder.model.theme import Theme

VI, EN = {"a": "một"}, {"a": "one"}


@pytest.mark.parametrize(
    ("languages", "borrowed"), [(("vi", "fr"), VI), (("fr", "en", "vi"), EN), (("fr",), EN)]
)
def test_a_language_without_words_borrows_them(languages: tuple[str, ...], borrowed: dict):
    """From the site's first language that has some, else from the theme's first."""
    theme = Theme("t", {}, {"en": EN, "vi": VI}, {}).speaking(languages)

    assert theme.wording == {"en": EN, "vi": VI, "fr": borrowed}


def test_a_language_with_words_lends_none():
    """A single text that it lacks stays lacking, and is an error of the theme."""
    wording = {"en": {}, "vi": VI}

    assert Theme("t", {}, wording, {}).speaking(("vi", "en")).wording == wording
