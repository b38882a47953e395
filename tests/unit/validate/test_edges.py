"""Sites without indicators, tables that were no text, keys that are many."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from site_builder.model.dataset import Configured
from site_builder.model.indicator import Comparator, Indicator, IndicatorKind, Target, TargetKind
from site_builder.model.observation import RowCounts
from site_builder.model.period import Period
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.tables import RawTable, RawTables
from site_builder.model.text import Text
from site_builder.validate import Known, validate
from site_builder.validate.duplicates import _one_number
from site_builder.validate.observations import RowsLostError, _count


def found(checked) -> list[tuple[str, str]]:
    return [(p.rule.code, str(p.location)) for p in checked.problems]


def text(words: str) -> Text:
    return Text((("vi", words),))


def plain_table(path: str, columns: tuple[str, ...], *rows: tuple[str, ...]) -> RawTable:
    """Make a table as a reader of workbooks would: plain texts, no text of a file."""
    frame = pd.DataFrame(list(rows), columns=list(columns), dtype="str")
    lines = np.arange(2, 2 + len(rows), dtype=np.int64)
    return RawTable(path, columns, 1, frame, lines, 0, "", "")


def test_a_table_that_was_no_text_is_validated_all_the_same():
    """Plain columns are read like categorical ones; places are lines only."""
    site = SiteConfig(text("T"), ("vi",), text("O"), "UTC", (AudienceConfig("internal"),))
    made = Indicator("V", text("V"), IndicatorKind.VALUE, "x", "data/indicators/v.yaml")
    tables = RawTables(
        (
            plain_table(
                "data/observations/a.xlsx",
                ("indicator", "unit", "period", "value"),
                ("V", "a", "2025", "1.5"),
                ("V", "b", "2025", "1.5"),
            ),
            plain_table("data/units.csv", ("unit", "name"), ("a", "A")),
        )
    )

    checked = validate(
        Configured(site, {"V": made}, (), {}),
        tables,
        Known(frozenset(), frozenset()),
        date(2026, 1, 1),
    )

    assert found(checked) == [("SB311", "data/observations/a.xlsx:3")]
    assert checked.value is not None
    assert checked.value.counts == RowCounts(read=2, accepted=1, rejected=1)


def test_without_all_codes_no_row_is_said_to_name_an_unknown_indicator():
    """A file whose code cannot be told is one problem already; the row is still left out."""
    site = SiteConfig(text("C"), ("vi",), text("O"), "UTC", (AudienceConfig("internal"),))
    tables = RawTables(
        (
            plain_table(
                "data/observations/a.csv",
                ("indicator", "unit", "period", "value"),
                ("X", "a", "2025", "1.5"),
            ),
            plain_table("data/units.csv", ("unit", "name"), ("a", "A")),
        )
    )

    checked = validate(
        Configured(site, {}, (), {}, knows_all_codes=False),
        tables,
        Known(frozenset(), frozenset()),
        date(2026, 1, 1),
    )

    assert checked.problems == ()
    assert checked.value is not None
    assert checked.value.counts == RowCounts(read=1, accepted=0, rejected=1)


def test_a_site_without_indicators_reports_each_row(check):
    """Nothing is known, and nothing fails."""
    checked = check("indicator,unit,period,value\nR,tinh,2025,1\n", indicators=())

    assert found(checked) == [("SB310", "data/observations/a.csv:2:1")]


def test_a_missing_pair_is_told_at_the_numerator_where_there_is_no_value_column(check):
    """The empty cell is one that the file has."""
    text = "indicator,unit,period,numerator,denominator\nC,tinh,2025,,\n"

    assert found(check(text)) == [("SB305", "data/observations/a.csv:2:13")]


def test_a_file_of_reasons_needs_no_column_for_figures(check):
    """Only statuses: each row says why there is no figure."""
    assert check("indicator,unit,period,status\nR,tinh,2025,missing\n").problems == ()


@pytest.mark.parametrize("place", ["0", "1000", "x", "1.5", "9" * 5000])
def test_a_place_on_the_map_is_a_small_whole_number(check, place):
    """Anything else is a slip."""
    units = f"unit,name,map_column,map_row\ntinh,T,{place},1\n"

    assert found(check(units=units)) == [("SB351", "data/units.csv:2:8")]


def test_sources_of_targets_are_looked_up(check):
    """Each target's source has a place of its own."""
    target = Target(TargetKind.BY, Comparator.AT_LEAST, 1.0, period=Period(2030), source="KH-211")
    made = Indicator(
        "V", text("V"), IndicatorKind.VALUE, "x", "data/indicators/v.yaml", targets=(target,)
    )
    documents = "document,number,title\nKH211,211-KH/TU,Kế hoạch\n"
    places = {("data/indicators/v.yaml", "targets.0.source"): (4, 5)}

    checked = check(indicators=(made,), documents=documents, places=places)

    assert found(checked) == [("SB326", "data/indicators/v.yaml:4:5")]


def test_keys_stay_in_order_however_many_there_are():
    """Where the numbers would grow too large they are made dense, in the same order."""
    codes = [np.array([5, 0, 5, 0]), np.array([1, 3, 0, 3]), np.array([0, 1, 2, 1])]
    wide = [range(2**30), range(2**30), range(2**30)]

    key = _one_number(codes, wide)  # type: ignore[arg-type]  # ranges stand for long lists

    assert np.argsort(key, kind="stable").tolist() == [1, 3, 2, 0]
    assert key[1] == key[3]


def test_a_lost_row_is_our_bug_and_is_never_silent():
    """The sums are asserted on every run."""
    table = plain_table("data/observations/a.csv", ("indicator",), ("V",))

    with pytest.raises(RowsLostError, match="1 read, 1"):
        _count([table], [np.array([True])], 0)
