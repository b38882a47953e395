"""Know the words that stand around figures: units of measure, heads that say nothing, plans.

Accents count, as in the names of columns. What none of these lists knows is never read over: a
plan's figure under "Kế hoạch" is no result.
"""

from __future__ import annotations

import re

from site_builder.suggest import fold, spelling
from site_builder.tables.headings import normal_heading

_SCALE = r"(?:1[0.,]*0|chục|trăm|nghìn|ngàn|triệu|tỷ|tỉ|thousands?|millions?|billions?)"
_MEASURE = (
    r"(?:đồng|vnđ|vnd|đ|usd|đô la(?: mỹ)?|%|‰|phần trăm|phần nghìn|percent|per cent|điểm|"
    r"(?:lượt )?người(?: dân)?|lao động|nhân khẩu|học sinh|trẻ(?: em)?|cán bộ|hội viên|"
    r"đoàn viên|đảng viên|chi bộ|đảng bộ|tổ chức(?: đảng)?|tccsđ|cơ sở|hộ(?: gia đình| nghèo)?|"
    r"doanh nghiệp|hợp tác xã|đơn vị|xã|phường|thôn|tổ dân phố|trường|lớp|giường(?: bệnh)?|"
    r"ha|hecta|km|km2|km²|m2|m²|m3|m³|kg|tạ|tấn|lít|kwh|mw|ngày|tháng|giờ|phút|tuần|năm|"
    r"lần|lượt|vụ(?: việc)?|cuộc|buổi|hồ sơ|văn bản|nhiệm vụ|con|cây|chiếc|"
    r"persons?|people|members?|households?|days?|months?|hours?|tonn?es?)"
)
_MEASURES = re.compile(rf"{_SCALE}|(?:{_SCALE} )*{_MEASURE}(?: ?/ ?(?:{_SCALE} )*{_MEASURE})*")
_SCALES = re.compile(rf"(?<!\w){_SCALE}(?!\w)")
_SAID = re.compile(
    r"(?:đơn vị tính|đvt|đơn vị|unit of measure|unit)\s*[:–-]?\s+|(?:đvt|đơn vị tính)\s*[:–-]"
)
IN_BRACKETS = re.compile(r"[(\[][^()\[\]]+[)\]]$")
"""What stands in brackets at the end of a text, with them."""
_RATES = ("tỷ lệ", "tỉ lệ", "tỷ lệ %", "tỉ lệ %", "tỷ lệ phần trăm", "tỉ lệ phần trăm")
_ORNAMENT = re.compile(
    r"(?:(?:kết quả|số liệu|số|giá trị)(?: thực hiện| đạt được| thực tế| chính thức| báo cáo)?"
    r"|(?:đã )?thực hiện(?: được)?|thực tế|chính thức|số lượng"
    r"|results?|actuals?|figures?|data|values?|outturn|achieved)?"
    r"(?: ?(?:(?:trong|cả) năm|(?:(?:theo|các|chia theo|của|qua các) )?"
    r"(?:năm|quý|tháng|kỳ|thời kỳ))(?: báo cáo)?)?"
)
_PLAN_WORD = (
    r"(?:ke hoach|kh(?= )|du kien|du bao|du toan|muc tieu|chi tieu (?:ke hoach|duoc giao|giao)|"
    r"duoc giao|giao|phan dau|uoc(?: tinh)?|so bo|tam tinh|plan(?:ned)?|targets?|forecast|"
    r"estimated?|provisional|preliminary|projected|budget|quota)"
)
_PLAN = re.compile(
    rf"(?:(?:phan |muc )?(?:\d+|[ivx]+|[a-d])[.)/ -]+)?[(\[]?(?:(?:so|so lieu) )?{_PLAN_WORD}"
    rf"(?: (?:{_PLAN_WORD}|th|thuc hien|dau nam|results?|figures?))*(?P<when> .*)?"
)
_WHEN = re.compile(
    r"(?:(?:ca|cho|trong|for|in) )?(?:(?:nam|quy|thang|ky|nua|[369] thang|year)[ \w/.-]*)?"
    r"(?:(?:19|20)\d\d)?"
)
_TITLE = re.compile(
    r"[(\[]?(?:biểu|mẫu|phụ lục|bảng|báo cáo|tổng hợp|thống kê|danh (?:sách|mục)|tình hình|"
    r"kèm theo|ban hành|theo (?:công văn|văn bản|quyết định|thông tư|mẫu|biểu)|cộng hoà|"
    r"độc lập|uỷ ban|ubnd|hội đồng|hđnd|đảng (?:bộ|uỷ|cộng sản)|tỉnh uỷ|thành uỷ|"
    r"sở|văn phòng|trang|mật|form|table|annex|appendix|report|page)\b"
)
_LONGEST = 60


def measure_of(text: str) -> str | None:
    """Return the unit of measure that a text says, "(ĐVT: nghìn người)"; None if it says none."""
    bare = _SAID.sub("", _unwrapped(spelling(text)), count=1).strip()
    if is_rate(bare):
        return "%"
    return bare if _MEASURES.fullmatch(bare) else None


def is_rate(text: str) -> bool:
    """Whether a head names a rate and not what it is of: "Tỷ lệ (%)"."""
    return normal_heading(_unwrapped(spelling(text))) in _RATES


def measure_said(text: str) -> str | None:
    """Return the unit of measure that a line above a table says: "BIỂU 2 (nghìn người)".

    A thing alone may be anything ("Xã", "Năm"): it needs a scale, or "ĐVT" before it.
    """
    at_the_end = IN_BRACKETS.search(text)
    for part in (text, at_the_end[0] if at_the_end else ""):
        measure = measure_of(part)
        is_said = _SAID.match(_unwrapped(spelling(part))) is not None
        if measure is not None and (is_said or is_scaled(measure)):
            return measure
    return None


def is_scaled(text: str) -> bool:
    """Whether a text holds a scale such as thousand."""
    return _SCALES.search(spelling(text)) is not None


def is_ornament(text: str) -> bool:
    """Whether a head over figures says no more than that they are figures: "Thực hiện"."""
    words = _unwrapped(normal_heading(text))
    return bool(words) and _ORNAMENT.fullmatch(words) is not None


def is_plan(text: str) -> bool:
    """Whether a text says no more than that figures are no results: "II. Kế hoạch năm 2026".

    "Kế hoạch số 211-KH/TU" is the name of a document.
    """
    found = _PLAN.fullmatch(_plain(text[: _LONGEST + 1]).rstrip(" :.)]"))
    return (
        len(text) <= _LONGEST
        and found is not None
        and _WHEN.fullmatch((found["when"] or "").strip()) is not None
    )


def is_title(text: str) -> bool:
    """Whether a text above a table is rather the title of a form than a head."""
    return len(text) > _LONGEST or _TITLE.match(spelling(text)) is not None


def _unwrapped(text: str) -> str:
    """Return a text without brackets around it."""
    is_wrapped = text[:1] in ("(", "[") and text[-1:] in (")", "]")
    return text[1:-1].strip() if is_wrapped else text


def _plain(text: str) -> str:
    """Return a text without accents and capitals, with single spaces."""
    return " ".join(fold(text).split())
