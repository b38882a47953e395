"""What stands above, beside and below the entries of a form."""

from __future__ import annotations


def test_column_heads_are_no_titles(make):
    """The two rows above the entries name earlier periods, and no one changed them by hand."""
    data = make.forms.make_form(
        make.forms.record(),
        {"C6": "Năm 2024", "C8": 1, "D8": 2},
        "Huyện A, năm 2025",
    )

    assert make.found(make.read(data)) == []


def test_the_row_above_the_heads_is_one_of_titles(make):
    """Another year there was written by hand."""
    data = make.forms.make_form(make.forms.record(), {"C5": "Năm 2024", "C8": 1, "D8": 2})

    assert make.found(make.read(data)) == [("SB275", "huyen-a-2025.xlsx[Số liệu]!C5", "Năm 2024")]


def test_a_block_pasted_beside_the_form_is_told_a_hundred_times_at_most(make):
    """The first cells are enough to see what happened."""
    pasted = {f"C{row}": row for row in range(20, 170)}
    data = make.forms.make_form(make.forms.record(), {"C8": 1, "D8": 2, **pasted})

    found = make.found(make.read(data))

    assert found == [
        ("SB278", f"huyen-a-2025.xlsx[Số liệu]!C{row}", str(row)) for row in range(20, 120)
    ]
