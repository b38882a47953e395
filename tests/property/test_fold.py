"""Folding and slugs, over any text."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from site_builder.plan.addresses import is_device, make_slug
from site_builder.search.index import WORD, words_of
from site_builder.suggest import fold

VIETNAMESE = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
)
vietnamese = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " -/,.0123456789")


@given(vietnamese)
def test_folded_vietnamese_is_plain_ascii(text: str):
    """Whoever types without accents finds it."""
    assert fold(text).isascii()


@given(vietnamese)
def test_how_a_text_is_composed_does_not_matter(text: str):
    """Letters and marks together or apart: the same."""
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(vietnamese)
def test_capitals_do_not_matter(text: str):
    """A heading in capitals is found like any text."""
    assert fold(text.upper()) == fold(text)


@given(vietnamese)
def test_folding_twice_changes_nothing(text: str):
    """What is in the index and what is typed meet after one folding each."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_hold_nothing_that_the_index_uses_itself(text: str):
    """Words are joined by spaces, their places by commas."""
    assert all(WORD.fullmatch(word) and not set(" ,") & set(word) for word in words_of(text))


@given(st.text(min_size=1, alphabet=st.characters(exclude_categories=("Cs",))))
def test_any_name_makes_a_file_name_for_any_system(name: str):
    """Never empty, never a device, no sign that a link would have to escape."""
    slug = make_slug(name)

    assert re.fullmatch(r"[a-z0-9-]+", slug)
    assert not is_device(slug)


@given(vietnamese)
def test_a_slug_is_its_own_slug(text: str):
    """So a commentary may bear the code or its address."""
    slug = make_slug(text or "x")

    assert make_slug(slug) == slug
