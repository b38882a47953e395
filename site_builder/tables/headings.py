"""The words that people write above a column, in Vietnamese and English, and what they mean.

Accents count: "Ky bao cao" is a slip and only suggested, "Kỳ báo cáo" is a name. A heading
is compared without what people add to it: a star, a colon, the number of the column, the
unit of measure in brackets. A scale in brackets ("nghìn người") is kept, for it changes
the figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

from site_builder.suggest import spelling

LABEL = "_label"
"""What follows a key's name in that of the column that only repeats it in words."""

LABELS = ("indicator" + LABEL, "unit" + LABEL)


class Rank(IntEnum):
    """How surely a heading means a column; where several do, the lowest number has it."""

    CODE = 0
    """The column itself: ``indicator``, "Mã chỉ tiêu"."""
    EITHER = 1
    """The column, or its name in words where another column has the code: "Chỉ tiêu"."""
    LABEL = 2
    """Only ever the name in words: "Tên chỉ tiêu"."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading means; ``column`` is "" for one that nobody needs, such as "STT"."""

    column: str
    rank: Rank = Rank.CODE


_NUMBER_OF_COLUMN = r"[([]\s*(?:\d{1,2}(?:\s*=[^)\]]*)?|[a-e])\s*[)\]]"
_MEASURES = (
    r"%|phần trăm|percent|người|đảng viên|chi bộ|đảng bộ|tổ chức(?: đảng)?|tccsđ|đơn vị|"
    r"thôn|tổ dân phố|số lượng|persons?|members?|units?"
)
_HINTS = (
    r"\*|nếu có|bắt buộc|không bắt buộc|required|optional|if any|"
    r"dd/mm/yyyy|yyyy-mm-dd|ngày/tháng/năm|năm-tháng-ngày"
)
_ADDED = re.compile(
    rf"\s*(?:[:*]+|{_NUMBER_OF_COLUMN}|[([]\s*(?:(?:đvt|đơn vị tính|unit)\s*:\s*)?"
    rf"(?:{_MEASURES}|{_HINTS})\s*[)\]])$"
)


def normal_heading(name: str) -> str:
    """Return a heading as it is compared: one spelling, without what people add to it."""
    words, shorter = spelling(name), ""
    while words != shorter:
        shorter, words = words, _ADDED.sub("", words) or words
    return words


def _table(
    codes: Mapping[str, str],
    either: Mapping[str, str] = MappingProxyType({}),
    labels: Mapping[str, str] = MappingProxyType({}),
) -> Mapping[str, Heading]:
    """Return the headings of one kind of file, from ``column: "heading|heading"``."""
    found = {word: Heading("") for word in _split(_ROW_NUMBERS)}
    for rank, words in zip(Rank, (codes, either, labels), strict=True):
        for column, listed in words.items():
            found |= {spelling(word): Heading(column, rank) for word in _split(listed)}
    return MappingProxyType(found)


def _split(listed: str) -> Iterable[str]:
    """Split a list of headings."""
    return listed.split("|")


_ROW_NUMBERS = "stt|tt|số tt|số thứ tự|#|no.|row no.|serial no."

_INDICATOR = "mã chỉ tiêu|mã số chỉ tiêu|mã ct|indicator code|indicator id"
_UNIT = (
    "mã đơn vị|mã đơn vị báo cáo|mã số đơn vị|mã đv|unit code|unit id|reporting unit code|"
    "reporting unit id"
)
_PERIOD = "kỳ|kỳ báo cáo|kỳ số liệu|thời kỳ|năm|năm báo cáo|reporting period|year|time period"
_LABELS = {
    "indicator": (
        "tên chỉ tiêu|nội dung chỉ tiêu|tên chỉ số|indicator name|indicator title|"
        "name of indicator|indicator_name|indicator_title|indicator_label"
    ),
    "unit": (
        "tên đơn vị|tên đơn vị báo cáo|tên đv|unit name|name of unit|reporting unit name|"
        "unit_name|unit_label"
    ),
}
_EITHER = {
    "indicator": "chỉ tiêu|chỉ số|Indicator",
    "unit": "đơn vị|đơn vị báo cáo|Unit|reporting unit",
}

OBSERVATION_HEADINGS = _table(
    {
        "indicator": _INDICATOR,
        "unit": _UNIT,
        "period": _PERIOD,
        "value": "giá trị|số liệu|giá trị thực hiện|observed value|observation value|figure",
        "numerator": "tử số",
        "denominator": "mẫu số",
        "status": "trạng thái|trạng thái số liệu|tình trạng số liệu|observation status",
        "source": "nguồn|nguồn số liệu|nguồn dữ liệu|data source",
        "as_of": (
            "thời điểm chốt số liệu|thời điểm chốt|ngày chốt số liệu|ngày chốt|as of|"
            "as of date|as-of date|cut-off date|cutoff date"
        ),
        "note": "ghi chú|chú thích|giải trình|notes|remark|remarks",
        "audience": "phạm vi công khai|đối tượng xem|disclosure scope",
        "variant": "phương án|phiên bản số liệu",
        "unit_measure": "đơn vị tính|đvt|unit of measure|unit measure|measure unit",
        "received": "ngày nhận|ngày nhận số liệu|ngày nhận báo cáo|date received|received on",
    },
    _EITHER,
    _LABELS,
)
"""Above the columns of figures."""

UNIT_HEADINGS = _table(
    {
        "unit": _UNIT,
        "name": "tên|tên đơn vị|unit name|name of unit",
        "code": "mã chính thức|mã hành chính|official code",
        "level": "cấp|cấp đơn vị|loại đơn vị",
        "parent": "đơn vị cấp trên|mã đơn vị cấp trên|parent unit",
        "valid_from": "có hiệu lực từ|hiệu lực từ|từ ngày|valid from",
        "valid_to": "có hiệu lực đến|hiệu lực đến|đến ngày|valid to",
    }
)
"""Above the columns of ``units.csv``."""

TASK_HEADINGS = _table(
    {
        "task": "mã nhiệm vụ|task code|task id",
        "title": "tên nhiệm vụ|nhiệm vụ|nội dung nhiệm vụ",
        "group": "nhóm|nhóm nhiệm vụ",
        "lead": "cơ quan chủ trì|đơn vị chủ trì|lead body",
        "cooperating": "cơ quan phối hợp|đơn vị phối hợp|co-operating bodies",
        "start": "ngày bắt đầu",
        "deadline": "hạn hoàn thành|thời hạn hoàn thành|thời hạn|due date",
        "state": "trạng thái|tình trạng",
        "progress": "tiến độ",
        "result": "kết quả|kết quả thực hiện",
        "evidence": "tài liệu minh chứng|minh chứng",
        "updated": "ngày cập nhật|cập nhật",
        "audience": "phạm vi công khai",
    }
)
"""Above the columns of ``tasks.csv``."""

DOCUMENT_HEADINGS = _table(
    {
        "document": "mã văn bản|document id|document code",
        "number": "số, ký hiệu|số ký hiệu|số hiệu|số văn bản",
        "issued": "ngày ban hành|issue date|date of issue",
        "issuer": "cơ quan ban hành",
        "title": "trích yếu|tên văn bản",
        "group": "nhóm|nhóm văn bản",
        "replaces": "thay thế|thay thế văn bản",
        "valid_from": "có hiệu lực từ|hiệu lực từ|ngày có hiệu lực",
        "valid_to": "có hiệu lực đến|hiệu lực đến|ngày hết hiệu lực",
        "audience": "phạm vi công khai",
    }
)
"""Above the columns of ``documents.csv``."""

REVISION_HEADINGS = _table(
    {
        "indicator": _INDICATOR,
        "unit": _UNIT,
        "period": _PERIOD,
        "kind": "loại|loại thay đổi|loại điều chỉnh",
        "reason": "lý do|lý do điều chỉnh",
        "date": "ngày|ngày điều chỉnh",
    },
    _EITHER,
    _LABELS,
)
"""Above the columns of ``revisions.csv``."""
