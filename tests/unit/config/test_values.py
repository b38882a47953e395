"""Values are read by what is expected, never by what YAML would make of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from site_builder.config import values
from site_builder.config.values import RefusedError
from site_builder.model.period import Frequency, Period


def _refused(read: Callable[[object], object], value: object) -> tuple[str, object]:
    with pytest.raises(RefusedError) as refused:
        read(value)
    return refused.value.rule.code, refused.value.facts.get("suggestion")


@pytest.mark.parametrize(
    ("text", "number"),
    [("98.3", 98.3), ("-1", -1.0), ("+.5", 0.5), ("1e3", 1000.0), ("−2", -2.0), (" 7 ", 7.0)],
)
def test_numbers_have_a_decimal_point(text: str, number: float):
    """Signs, points and powers are read, with a typographic minus too."""
    assert values.read_number(text) == number


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("98,3", "98.3"),
        ("1.234,5", ""),
        ("nan", ""),
        ("inf", ""),
        ("٣", ""),
        ("1_000", ""),
        ("90 %", ""),
    ],
)
def test_other_writings_are_no_numbers(text: str, guess: str):
    """A decimal comma gives a suggestion; what could mean two things gives none."""
    assert _refused(values.read_number, text) == ("SB136", guess)


@pytest.mark.parametrize("value", [None, "", "  "])
def test_nothing_is_not_a_text(value: object):
    """Null and blanks are refused where a value is due."""
    assert _refused(values.read_word, value) == ("SB132", None)


def test_a_block_is_not_a_text():
    """A list or map where one value is due has a rule of its own."""
    assert _refused(values.read_word, ["a"]) == ("SB135", None)


def test_flags_are_true_and_false():
    """YAML's other words are refused with the right one."""
    assert [values.read_flag("true"), values.read_flag("False")] == [True, False]
    assert _refused(values.read_flag, "no") == ("SB139", "false")
    assert _refused(values.read_flag, "có") == ("SB139", "")


def test_periods_in_their_standard_form():
    """A Vietnamese way of writing a period is for figures, not for plans."""
    assert values.read_period("2025-Q2") == Period(2025, Frequency.QUARTER, 2)
    assert _refused(values.read_period, "Quý II/2025") == ("SB141", None)


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("3/4/2025", "2025-04-03"),
        ("30.6.2025", "2025-06-30"),
        ("31/2/2025", ""),
        ("2025-02-30", ""),
        ("20250101", ""),
    ],
)
def test_dates_are_iso(text: str, guess: str):
    """Day first is suggested the other way round, if the calendar has the day."""
    assert _refused(values.read_date, text) == ("SB142", guess)


def test_a_good_date():
    """Year, month, day."""
    assert values.read_date("2025-06-30") == date(2025, 6, 30)


@pytest.mark.parametrize(
    ("text", "guess"), [("VI", "vi"), ("vn", "vi"), ("en_GB", "en-gb"), ("tiếng Việt", "")]
)
def test_language_codes(text: str, guess: str):
    """Country codes and capitals lead to the code that was meant."""
    assert _refused(values.read_language, text) == ("SB143", guess)


@pytest.mark.parametrize(
    "url", ["https://example.vn/", "http://10.0.0.1:8080/cong", "https://a.b/c%20d/"]
)
def test_addresses_of_a_portal(url: str):
    """A host, perhaps a port and a path."""
    assert values.read_url(url) == url


@pytest.mark.parametrize(
    ("url", "guess"),
    [
        ("example.vn", "https://example.vn"),
        ("javascript:alert(1)", ""),
        ("https://user@example.vn", ""),
        ("https://example.vn/?a=1", ""),
        ("https://example.vn/a b", ""),
        ("ftp://example.vn", ""),
    ],
)
def test_what_is_no_address_of_a_portal(url: str, guess: str):
    """Users, queries, blanks and other schemes are refused."""
    assert _refused(values.read_url, url) == ("SB145", guess)


@pytest.mark.parametrize("word", ["../x", "a/b", "Đơn vị", "a--b", "-a", "A", "a.html", "a b"])
def test_url_words_are_safe(word: str):
    """Nothing leads out of the folder or breaks in an address."""
    assert _refused(values.read_url_word, word)[0] == "SB146"


@pytest.mark.parametrize(
    ("code", "guess"),
    [
        ("CT 1", "CT-1"),
        ("CTĐ", "CTD"),
        ("../CT1", "CT1"),
        ("CON", ""),
        ("nul.x", ""),
        ("a" * 61, ""),
        ("CT1.", "CT1"),
    ],
)
def test_codes_become_file_names(code: str, guess: str):
    """Accents, signs, device names of Windows and endless codes are refused."""
    assert _refused(values.read_name, code) == ("SB148", guess)


def test_zones_come_from_the_database():
    """A near name is suggested; a path out of the database is no zone."""
    assert values.read_timezone("Asia/Ho_Chi_Minh") == "Asia/Ho_Chi_Minh"
    assert _refused(values.read_timezone, "Asia/HoChiMinh") == ("SB144", "Asia/Ho_Chi_Minh")
    assert _refused(values.read_timezone, "../../etc/passwd")[0] == "SB144"
