"""Forms that are taken in together."""

from __future__ import annotations

import pytest

from site_builder.intake import check_together


def test_a_figure_in_two_forms_is_told_at_the_later_one(make):
    """Nobody knows which of two answers to take."""
    one, other = (
        make.read(make.forms.make_form(make.forms.record(), {"C8": met, "D8": 2}), name).value
        for met, name in ((1, "one.xlsx"), (2, "other.xlsx"))
    )

    together = check_together([one, other])

    [problem] = together.problems

    assert (problem.rule.code, str(problem.location)) == ("SB283", "other.xlsx[Số liệu]!C8")
    assert dict(problem.facts)["first"] == "one.xlsx[Số liệu]!C8"
    assert [len(form.entries) for form in together.value] == [1, 0]


def test_forms_that_bear_each_others_names_are_a_warning(make):
    """Two units may have filled in each other's form."""
    forms = make.forms
    kept = {}
    for unit, other in (("huyen-a", "huyen-b"), ("huyen-b", "huyen-a")):
        data = forms.make_form(forms.record(forms.ratio(0, unit), unit=unit), {"C8": 1, "D8": 2})
        kept[unit] = make.read(data, f"in/{other}-2025.xlsx", titles=lambda _record: ()).value

    problems = check_together(kept.values()).problems

    assert [(p.rule.code, str(p.location)) for p in problems] == [
        ("SB284", "in/huyen-a-2025.xlsx"),
        ("SB284", "in/huyen-b-2025.xlsx"),
    ]


def test_a_form_sent_twice_is_one_warning(make):
    """The same figures under a second name do no harm; each is taken once."""
    forms = make.forms
    data = forms.make_form(
        forms.record(forms.ratio(0), forms.ratio(1, code="CT2")),
        {"C8": 1, "D8": 2, "C9": 3, "D9": 4},
    )
    one, other = (make.read(data, name).value for name in ("one.xlsx", "other.xlsx"))

    together = check_together([one, other])

    [problem] = together.problems
    assert (problem.rule.code, str(problem.location)) == ("SB268", "other.xlsx[Số liệu]!C8")
    assert dict(problem.facts) == {"count": 2, "first": "one.xlsx[Số liệu]!C8"}
    assert not together.has_errors
    assert [len(form.entries) for form in together.value] == [2, 0]


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("huyen-b-2025.xlsx", "huyen-b-2025"),
        ("huyen-a-moi-2025.xlsx", "huyen-a-moi-2025"),
        ("huyen-b-2025 (1).checked.xlsx", "huyen-b-2025"),
        ("huyen-a-2026-Q1.xlsx", "huyen-a-2026-Q1"),
        ("huyen-a-2026.xlsx", "huyen-a-2026"),
        ("huyen-a-2025.xlsx", None),
        ("huyen-a-2026-04-02.xlsx", None),
        ("huyen-bao-cao.xlsx", None),
        ("xa-la-2025.xlsx", None),
    ],
)
def test_a_file_named_after_another_form_is_a_warning(make, name: str, named: str | None):
    """Another unit's, or last period's saved anew; all units are known, the longest id counts."""
    data = make.forms.make_form(make.forms.record(), {"C8": 1, "D8": 2})
    form = make.read(data, f"in/{name}").value

    units = ("huyen", "huyen-a", "huyen-a-moi", "huyen-b")
    problems = check_together([form], units).problems

    told = [(p.rule.code, dict(p.facts)) for p in problems]
    expected = {"named": named, "form": "huyen-a-2025"}
    assert told == ([] if named is None else [("SB284", expected)])
