"""Read SDMX-CSV 1.0 and 2.0 as statistical offices publish them.

The first column tells: ``DATAFLOW`` in 1.0, ``STRUCTURE`` in 2.0. Codes may stand alone
(``A``), with their labels (``A: Annual``) or beside a column of labels. Dimensions of the
office that no indicator has are judged later, where indicators are known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from site_builder.tables.headings import Heading
from site_builder.tables.schemas import OBSERVATION_SCHEMA

_FIRST = re.compile(r"(dataflow|structure)(\[.\])?", re.IGNORECASE)
_ID = re.compile(r"[A-Za-z@$][\w@$.-]*")

ACTION, MULTIPLIER, CONFIDENTIAL = "ACTION", "UNIT_MULT", "CONF_STATUS"
INSTRUCTIONS = (ACTION, MULTIPLIER, CONFIDENTIAL)
"""Columns that say what to do with a row; they are gone when the table is read."""

_MEANING: Mapping[str, str] = MappingProxyType(
    {
        "series": "indicator",
        "geo": "unit",
        "obs_flag": "status",
        "comment_obs": "note",
        "obs_comment": "note",
        "source_detail": "source",
    }
)
_PASSED = re.compile(
    r"dataflow(?:\[.\])?|structure(?:\[.\]|_id|_name)?|last_update|series_keys?|freq|decimals|"
    r"time_(?:format|detail|per_collect|coverage)|title(?:_compl)?|nature|collection|base_per|"
    r"(?:upper|lower)_bound|obs_pre_break|comment_(?:ts|dset)|geo_info_(?:url|type)|"
    r"cust_breakdown_lb|embargo_time|valid_(?:from|to)|updated|reporting_year_start_day"
)
"""What describes a file or a row and is no dimension: read over."""


def is_sdmx(names: Sequence[str]) -> bool:
    """Whether a header is that of an SDMX-CSV file."""
    first = names[0].partition(":")[0].strip() if names else ""
    ids = {id_of(name) for name in names}
    return _FIRST.fullmatch(first) is not None and bool(ids & {"time_period", "obs_value"})


def sdmx_headings(names: Sequence[str]) -> list[Heading]:
    """Return what each column of an SDMX-CSV file means; its id where that is none of ours."""
    ids = [id_of(name) for name in names]
    own = OBSERVATION_SCHEMA.aliases.keys() | set(OBSERVATION_SCHEMA.columns)
    found: list[Heading] = []
    for name, code in zip(names, ids, strict=True):
        if _PASSED.fullmatch(code) or _is_label(name):
            found.append(Heading(""))
        elif code.upper() in INSTRUCTIONS:
            found.append(Heading(code.upper()))
        elif code == "unit" and {"geo", "ref_area"} & set(ids):
            found.append(Heading("unit_measure"))
        elif code == "series" and "indicator" in ids:
            found.append(Heading(name.partition(":")[0].strip()))
        elif code in _MEANING:
            found.append(Heading(_MEANING[code]))
        elif code in own:
            found.append(Heading(OBSERVATION_SCHEMA.aliases.get(code, code)))
        else:
            found.append(Heading(name.partition(":")[0].strip()))
    return found


def id_of(name: str) -> str:
    """Return the id of a column in lower case, without its label."""
    return name.partition(":")[0].strip().casefold().replace(" ", "_")


def _is_label(name: str) -> bool:
    """Whether a column holds the labels of the one before: its name is no id of SDMX."""
    bare = name.partition(":")[0].strip()
    is_title = bare[:1].isupper() and bare[1:2].islower()
    return bool(bare) and (_ID.fullmatch(bare) is None or is_title)
