"""Read the quality of a figure: the contract's words and SDMX's letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from site_builder.model.observation import ObsStatus
from site_builder.suggest import closest, fold, spelling

STATUSES = tuple(ObsStatus)
"""The order that numbers of statuses refer to."""

_WORDS = tuple(status.value for status in ObsStatus if status is not ObsStatus.SUPPRESSED)
_LETTERS: Mapping[str, ObsStatus] = MappingProxyType(
    {
        **dict.fromkeys("ABDJSW", ObsStatus.OFFICIAL),
        **dict.fromkeys("PGV", ObsStatus.PRELIMINARY),
        **dict.fromkeys("EIU", ObsStatus.ESTIMATED),
        **dict.fromkeys("MOLHKQ", ObsStatus.MISSING),
        "N": ObsStatus.NOT_APPLICABLE,
    }
)
"""Codes of SDMX's CL_OBS_STATUS. What is normal though remarkable (a break, another definition)
is official; what is still tried or not validated is preliminary; what was imputed or is not
reliable is an estimate. F, a forecast, is none of them."""

_LABELS: Mapping[str, ObsStatus] = MappingProxyType(
    {
        spelling(word): status
        for status, words in {
            ObsStatus.OFFICIAL: "chính thức|số liệu chính thức|số chính thức|official figure|final",
            ObsStatus.PRELIMINARY: "sơ bộ|số liệu sơ bộ|tạm tính|preliminary figure|provisional",
            ObsStatus.ESTIMATED: "ước tính|ước|số liệu ước tính|ước thực hiện|estimate",
            ObsStatus.MISSING: "chưa báo cáo|chưa có số liệu|không có số liệu|not reported|no data",
            ObsStatus.NOT_APPLICABLE: "không áp dụng|not applicable",
            ObsStatus.NIL: "không phát sinh|nil return",
        }.items()
        for word in words.split("|")
    }
)
"""The statuses in words, as forms and statistical law have them; accents count."""

_FORECASTS = ("f", "forecast", "projection", "dự báo", "dự kiến")


def read_status(text: str) -> int:
    """Return the place of a status in ``STATUSES``; -1 for an unknown word. Empty is official."""
    if text == "":
        return STATUSES.index(ObsStatus.OFFICIAL)
    if text.upper() in _LETTERS:
        return STATUSES.index(_LETTERS[text.upper()])
    word = spelling(text)
    if word in _LABELS:
        return STATUSES.index(_LABELS[word])
    return STATUSES.index(ObsStatus(word)) if word in _WORDS else -1


def is_forecast(text: str) -> bool:
    """Whether a status says that a figure is of the future: it is no observation."""
    return spelling(text) in _FORECASTS


def suggest_status(text: str) -> str:
    """Return the status that was meant, or ""."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    unaccented = {fold(word): status.value for word, status in _LABELS.items()}
    meant = unaccented.get(fold(plain)) or closest(plain, [*_WORDS, *_LABELS]) or ""
    return _LABELS[meant].value if meant in _LABELS else meant
