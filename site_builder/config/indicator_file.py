"""``data/indicators/*.yaml``: one indicator a file."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field, PlainValidator, WithJsonSchema

from site_builder.config.decoding import FileModel, make_text
from site_builder.config.fields import (
    DateField,
    Flag,
    Name,
    Number,
    PeriodField,
    TextField,
    Word,
    no_repeats,
    whole_schema,
)
from site_builder.config.values import choice, member_of, whole_number
from site_builder.model.indicator import (
    Aggregate,
    Baseline,
    Break,
    Comparator,
    Direction,
    Indicator,
    IndicatorKind,
    Jump,
    Target,
    TargetKind,
)
from site_builder.model.period import Frequency
from site_builder.model.site import AUDIENCES

MOST_DECIMALS = 6
LONGEST_DELAY = 366
FULL_PERCENT = 100.0
"""What a share in percent cannot exceed, unless its file says otherwise."""
JUMP_IN_POINTS = Jump(20.0)
JUMP_IN_FACTORS = Jump(2.0, least=10.0)
"""What a figure may move by unless its file says otherwise."""

_DEFAULT_AGGREGATE = {
    IndicatorKind.RATIO: Aggregate.SUM_RATIO,
    IndicatorKind.COUNT: Aggregate.SUM,
    IndicatorKind.VALUE: Aggregate.NONE,
    IndicatorKind.DISTRIBUTION: Aggregate.NONE,
}


def one_of(kind: Any) -> WithJsonSchema:
    """Return the JSON Schema of an enumeration's values."""
    return WithJsonSchema({"enum": [member.value for member in kind]})


Kind = Annotated[IndicatorKind, PlainValidator(member_of(IndicatorKind)), one_of(IndicatorKind)]
Way = Annotated[Direction, PlainValidator(member_of(Direction)), one_of(Direction)]
Length = Annotated[Frequency, PlainValidator(member_of(Frequency)), one_of(Frequency)]
Sum = Annotated[Aggregate, PlainValidator(member_of(Aggregate)), one_of(Aggregate)]
Comparison = Annotated[Comparator, PlainValidator(member_of(Comparator)), one_of(Comparator)]
TargetWord = Annotated[TargetKind, PlainValidator(member_of(TargetKind)), one_of(TargetKind)]
Reader = Annotated[
    str, PlainValidator(choice(*AUDIENCES)), WithJsonSchema({"enum": list(AUDIENCES)})
]
Decimals = Annotated[
    int,
    PlainValidator(whole_number(0, MOST_DECIMALS)),
    WithJsonSchema(whole_schema(0, MOST_DECIMALS)),
]
Days = Annotated[
    int,
    PlainValidator(whole_number(0, LONGEST_DELAY)),
    WithJsonSchema(whole_schema(0, LONGEST_DELAY)),
]
Names = Annotated[list[Name], AfterValidator(no_repeats)]


class BaselineEntry(FileModel):
    """Where the plan starts from."""

    period: PeriodField = Field(description="Period of the baseline, such as 2022.")
    value: Number = Field(description="Value in the unit of measure.")
    source: Word | None = Field(default=None, description="Document id, or a source in words.")


class TargetEntry(FileModel):
    """What the plan asks: a value by a period, or in every period."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"kind": {"const": "by"}}},
            "then": {"required": ["period"]},
        }
    )

    kind: TargetWord = Field(
        description="by: reach the value by a period; every: meet it in every period."
    )
    comparator: Comparison = Field(
        description='How a figure is held against the value; quote it, as in ">=".'
    )
    value: Number = Field(description="The value asked for, in the unit of measure.")
    period: PeriodField | None = Field(
        default=None, description="For kind by: the period by whose end the value is due."
    )
    first: PeriodField | None = Field(
        default=None, alias="from", description="For kind every: the first period; open if absent."
    )
    last: PeriodField | None = Field(
        default=None, alias="to", description="For kind every: the last period; open if absent."
    )
    source: Word | None = Field(default=None, description="Document id, or a source in words.")
    valid_from: DateField | None = Field(
        default=None, description="First day on which the target is in force."
    )
    valid_to: DateField | None = Field(
        default=None, description="Last day on which the target is in force."
    )
    note: TextField | None = Field(default=None, description="Remark shown beside the target.")


class BreakEntry(FileModel):
    """A period from which figures are made differently."""

    period: PeriodField = Field(description="First period of the new series.")
    note: TextField | None = Field(default=None, description="What changed, for readers.")


class IndicatorFile(FileModel):
    """One indicator."""

    code: Name = Field(description="Unique, stable code; also the name of its page.")
    title: TextField = Field(description="Name of the indicator: a text, or one per language.")
    kind: Kind = Field(description="What a value is.")
    unit_measure: Word = Field(description="Unit of measure of the values, such as percent.")
    numerator: TextField | None = Field(
        default=None, description="For a ratio: what is counted above the line."
    )
    denominator: TextField | None = Field(
        default=None, description="For a ratio: what is counted below the line."
    )
    decimals: Decimals | None = Field(
        default=None,
        description="Decimals shown, 1 unless given, 0 for counts; nothing is rounded before.",
    )
    maximum: Number | None = Field(
        default=None,
        description="Largest possible value; 100 for a ratio in percent unless given; null: none.",
    )
    limit: Number | None = Field(
        default=None, description="Natural bound of the values, for the method cagr."
    )
    headline_unit: Word | None = Field(
        default=None, description="Reporting unit of the headline; default: the root unit."
    )
    direction: Way = Field(default=Direction.UP, description="Which way is better.")
    frequency: Length = Field(
        default=Frequency.YEAR, description="How often it is reported; the finest period allowed."
    )
    cumulative: Flag = Field(
        default=False, description="true: figures grow within the year, as year-to-date counts do."
    )
    aggregate: Sum | None = Field(
        default=None, description="How a unit's figure is made from those of the units below it."
    )
    dimensions: Names | None = Field(
        default=None, description="Columns that break the indicator down, such as level."
    )
    baseline: BaselineEntry | None = Field(default=None, description="Where the plan starts from.")
    targets: list[TargetEntry] | None = Field(default=None, description="What the plan asks.")
    method: Name | None = Field(
        default=None,
        description="Assessment method: linear, every_period, same_period, cagr, or a plugin's.",
    )
    breaks: list[BreakEntry] | None = Field(
        default=None, description="Periods across which the series is not joined."
    )
    audience: Reader = Field(default="internal", description="Least restricted reader.")
    owner: TextField | None = Field(default=None, description="Responsible body.")
    definition: TextField | None = Field(default=None, description="What exactly is measured.")
    method_note: TextField | None = Field(default=None, description="How the figure is made.")
    notes: TextField | None = Field(default=None, description="Remarks for readers.")
    reported_by: Names | None = Field(
        default=None, description="Levels of units that owe it; default: those that report it."
    )
    due_days: Days = Field(
        default=0, description="Days after a period's end within which its figure is due."
    )
    quota_for: Name | None = Field(
        default=None,
        description="Code of the indicator whose numerator this one assigns as a quota.",
    )
    jump: Number | None = Field(
        default=None,
        description="Largest change to the next period that nobody is asked about: points for "
        "percent (20 unless given), else a factor (2 unless given); null: never ask.",
    )


def make_indicator(read: IndicatorFile, path: str, languages: tuple[str, ...]) -> Indicator:
    """Make the indicator of a decoded file, with the defaults that follow from its kind."""
    title = make_text(read.title, languages)
    assert title is not None  # noqa: S101 # required by the model
    return Indicator(
        code=read.code,
        title=title,
        kind=read.kind,
        unit_measure=read.unit_measure,
        path=path,
        numerator=make_text(read.numerator, languages),
        denominator=make_text(read.denominator, languages),
        decimals=_decimals(read),
        maximum=_maximum(read),
        limit=read.limit,
        headline_unit=read.headline_unit,
        direction=read.direction,
        frequency=read.frequency,
        cumulative=read.cumulative,
        aggregate=read.aggregate or _DEFAULT_AGGREGATE[read.kind],
        dimensions=tuple(read.dimensions or ()),
        baseline=_baseline(read.baseline),
        targets=tuple(_target(target, languages) for target in read.targets or ()),
        method=read.method,
        breaks=tuple(
            Break(entry.period, make_text(entry.note, languages)) for entry in read.breaks or ()
        ),
        audience=read.audience,
        owner=make_text(read.owner, languages),
        definition=make_text(read.definition, languages),
        method_note=make_text(read.method_note, languages),
        notes=make_text(read.notes, languages),
        reported_by=tuple(read.reported_by or ()),
        due_days=read.due_days,
        quota_for=read.quota_for,
        jump=_jump(read),
    )


def _decimals(read: IndicatorFile) -> int:
    """Return the decimals shown; things that are counted have none unless the file says so."""
    if read.decimals is not None:
        return read.decimals
    return 0 if read.kind in {IndicatorKind.COUNT, IndicatorKind.DISTRIBUTION} else 1


def _maximum(read: IndicatorFile) -> float | None:
    """Return the bound that was given, else the one that a share in percent has."""
    if "maximum" in read.model_fields_set:
        return read.maximum
    is_share = read.kind is IndicatorKind.RATIO and read.unit_measure == "percent"
    return FULL_PERCENT if is_share else None


def _jump(read: IndicatorFile) -> Jump | None:
    """Return the threshold that was given, taken at its word, else that of the kind."""
    if "jump" in read.model_fields_set:
        return None if read.jump is None else Jump(read.jump)
    return JUMP_IN_POINTS if read.unit_measure == "percent" else JUMP_IN_FACTORS


def _baseline(entry: BaselineEntry | None) -> Baseline | None:
    """Make the baseline, where there is one."""
    if entry is None:
        return None
    return Baseline(entry.period, entry.value, entry.source or "")


def _target(entry: TargetEntry, languages: tuple[str, ...]) -> Target:
    """Make one target."""
    return Target(
        kind=entry.kind,
        comparator=entry.comparator,
        value=entry.value,
        period=entry.period,
        first=entry.first,
        last=entry.last,
        source=entry.source or "",
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        note=make_text(entry.note, languages),
    )
