"""What holds of every guess."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_builder.suggest import closest, distance_between, fold

words = st.text(alphabet="aăâbcdđeêốiklmnơ 01OIl-_", max_size=12)


@given(word=words, known=st.lists(words, max_size=8))
def test_a_guess_is_one_of_the_known_words_whatever_their_order(word: str, known: list[str]):
    """The answer is known, or None, and does not depend on the order of the words."""
    guess = closest(word, known)

    assert guess is None or guess in known
    assert guess == closest(word, reversed(known))


@given(word=words.filter(lambda text: len(text.strip()) > 1))
def test_a_known_word_is_its_own_guess(word: str):
    """Nothing is nearer to a word than itself."""
    assert closest(word.strip(), [word.strip(), "x", "zzzz"]) == word.strip()


@given(one=words, other=words)
def test_distance_is_the_same_both_ways(one: str, other: str):
    """It does not matter which of two words is the misspelt one."""
    assert abs(distance_between(one, other) - distance_between(other, one)) < 1e-9


@given(text=st.text(st.characters(max_codepoint=0x24F), max_size=30))
def test_folding_twice_changes_nothing(text: str):
    """A folded text is folded already."""
    assert fold(fold(text)) == fold(text)
