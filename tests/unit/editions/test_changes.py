"""What changed between the figures of two editions."""

from __future__ import annotations

from site_builder.editions import diff_observations

HEADER = (
    "indicator,unit,period,level,variant,value,numerator,denominator,"
    "status,aggregated,source,as_of,note\n"
)
LEDGER = "indicator,unit,period,kind,reason,reason_en,date\n"


def make_file(*rows: str) -> bytes:
    return (HEADER + "".join(row + "\n" for row in rows)).encode()


def test_equal_figures_are_no_change():
    """Sources, notes and the writing of numbers do not count."""
    old = make_file("CT1,a,2024,,,95,95,100,official,false,KH1,2025-01-05,")
    new = make_file("CT1,a,2024,,,95.0,95,100,official,false,KH2,2025-02-05,ghi chú")

    assert diff_observations(old, new) == ()


def test_a_change_carries_both_figures_and_the_reason():
    """The reason is that of the line that the later edition brought."""
    old = make_file("CT1,a,2024,,,95,95,100,official,false,,,")
    new = make_file("CT1,a,2024,,,96,96,100,official,false,,,")
    earlier = "CT1,a,2024,revision,Cũ,,2025-01-01\n"
    line = "CT1,a,2024,correction,Đếm sót,Missed,2026-11-20\n"

    (change,) = diff_observations(
        old, new, (LEDGER + earlier + line).encode(), (LEDGER + earlier).encode()
    )

    assert change.to_json() == {
        "indicator": "CT1",
        "unit": "a",
        "period": "2024",
        "old": {
            "unit": "a",
            "period": "2024",
            "value": 95.0,
            "numerator": 95,
            "denominator": 100,
            "status": "official",
            "aggregated": False,
        },
        "new": {
            "unit": "a",
            "period": "2024",
            "value": 96.0,
            "numerator": 96,
            "denominator": 100,
            "status": "official",
            "aggregated": False,
        },
        "kind": "correction",
        "reason": "Đếm sót",
    }


def test_figures_that_came_or_went_have_one_side():
    """A sum, a part and a rival figure are listed too, with what sets them apart."""
    old = make_file("CT1,a,2024,xa,,1.5,,,official,false,,,")
    new = make_file("CT1,a,2025,,tinh-uy,2,,,preliminary,true,,,")

    gone, come = (change.to_json() for change in diff_observations(old, new))

    assert (gone["new"], come["old"]) == (None, None)
    assert gone["old"] == {
        "unit": "a",
        "period": "2024",
        "value": 1.5,
        "numerator": None,
        "denominator": None,
        "status": "official",
        "aggregated": False,
        "breakdown": {"level": "xa"},
    }
    assert come["new"]["variant"] == "tinh-uy"
    assert (come["kind"], come["reason"]) == (None, None)


def test_a_status_counts_and_a_half_count_is_kept():
    """Preliminary becoming official is a change that readers want to see."""
    old = make_file("CT1,a,2024,,,,,,missing,false,,,")
    new = make_file("CT1,a,2024,,,50,0.5,1,official,false,,,")

    (change,) = diff_observations(old, new)

    assert change.to_json()["old"]["value"] is None
    assert change.to_json()["new"]["numerator"] == 0.5
