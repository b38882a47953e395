"""However the rows of figures are broken, each is accepted, rejected or blank, and told."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.model.dataset import Configured
from site_builder.model.indicator import Indicator, IndicatorKind
from site_builder.model.period import Frequency
from site_builder.model.site import AudienceConfig, SiteConfig
from site_builder.model.source import SourceTree
from site_builder.model.text import Text
from site_builder.tables import read_csv, read_tables
from site_builder.validate import Known, validate

UNITS = b"unit,name\na,A\nb,B\n"
HEADER = "indicator,unit,period,value,numerator,denominator,status,variant"
ROW = st.tuples(
    st.sampled_from(["R", "C", "V", "X", ""]),
    st.sampled_from(["a", "b", "c", ""]),
    st.sampled_from(["2025", "Năm 2025", "2025-Q1", "2024", "x", ""]),
    st.sampled_from(["", "1", "98.5", "101", "-1", "1.234", "n/a"]),
    st.sampled_from(["", "1", "3", "0.5"]),
    st.sampled_from(["", "2", "0"]),
    st.sampled_from(["", "P", "missing", "nil", "?"]),
    st.sampled_from(["", "rival"]),
).map(",".join)
FILE = st.lists(st.one_of(ROW, st.sampled_from(["", ",,", "R,a", 'R,"a'])), max_size=12)


def text(words: str) -> Text:
    return Text((("vi", words),))


CONFIGURED = Configured(
    SiteConfig(text("T"), ("vi",), text("O"), "UTC", (AudienceConfig("internal"),)),
    {
        code: Indicator(code, text(code), kind, "percent", f"data/indicators/{code}.yaml",
                        maximum=100.0, frequency=Frequency.QUARTER)
        for code, kind in (("R", IndicatorKind.RATIO), ("C", IndicatorKind.COUNT),
                           ("V", IndicatorKind.VALUE))
    },
    (),
    {},
)  # fmt: skip


def run(files: list[list[str]]):
    sources = {"data/units.csv": UNITS}
    for number, lines in enumerate(files):
        body = "\n".join([HEADER, *lines]) + "\n"
        sources[f"data/observations/{number}.csv"] = body.encode()
    tables = read_tables(SourceTree(dict(sorted(sources.items()))), {}, {".csv": read_csv})
    assert tables.value is not None
    known = Known(frozenset(), frozenset())
    checked = validate(CONFIGURED, tables.value, known, date(2026, 1, 1))
    assert checked.value is not None
    return checked.value, (*tables.problems, *checked.problems)


@settings(max_examples=60, deadline=None)
@given(st.lists(FILE, max_size=3))
def test_every_row_is_accounted_for(files):
    """Read = accepted + rejected + blank; each rejected row has an error on its lines."""
    dataset, problems = run(files)

    counts = dataset.counts
    assert counts.read == counts.accepted + counts.rejected + counts.blank
    assert counts.accepted == len(dataset.observations.frame)
    told = {(p.location.path, p.location.line) for p in problems if p.is_error}
    assert counts.rejected <= len(told)
    frame = dataset.observations.frame
    accepted = set(zip(frame["path"], frame["line"], strict=True))
    assert not accepted & told


@settings(max_examples=40, deadline=None)
@given(FILE.filter(lambda lines: all('"' not in line for line in lines)))
def test_the_frame_has_unique_sorted_keys(lines):
    """Sorted by key, and no key twice; a figure exactly where the status has one."""
    frame = run([lines])[0].observations.frame
    key = ["indicator", "unit", "period", "breakdown", "variant"]
    keys = [tuple(row) for row in frame[key].to_numpy().tolist()]

    assert keys == sorted(set(keys))
    has_figure = frame["status"].isin(["official", "preliminary", "estimated"])
    assert (frame["value"].notna() == has_figure).all()


@settings(max_examples=40, deadline=None)
@given(st.lists(ROW, max_size=10, unique=True), st.randoms())
def test_the_order_of_rows_changes_no_figure(lines, chance):
    """Where no key comes twice, shuffled rows make the same frame but for their lines."""
    first, problems = run([lines])
    if any(p.rule.code in ("SB327", "SB385") for p in problems):
        return
    shuffled = list(lines)
    chance.shuffle(shuffled)

    second, _ = run([shuffled])

    columns = [c for c in first.observations.frame.columns if c != "line"]
    assert first.observations.frame[columns].equals(second.observations.frame[columns])
