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
_SAID = re.compile(r"(?:đơn vị tính|đvt|đơn vị|unit of measure|unit)\s*:?\s+|(?:đvt|đơn vị tính):")
_RATES = ("tỷ lệ", "tỉ lệ", "tỷ lệ %", "tỉ lệ %", "tỷ lệ phần trăm", "tỉ lệ phần trăm")
_ORNAMENT = re.compile(
    r"(?:(?:kết quả|số liệu|số|giá trị)(?: thực hiện| đạt được| thực tế| chính thức| báo cáo)?"
    r"|(?:đã )?thực hiện(?: được)?|thực tế|chính thức|số lượng"
    r"|results?|actuals?|figures?|data|values?|outturn|achieved)?"
    r"(?: ?(?:(?:trong|cả|theo|các|chia theo|của|qua các) )?(?:năm|quý|tháng|kỳ|thời kỳ)"
    r"(?: báo cáo)?)?"
)
_PLAN = re.compile(
    r"[(\[]?(?:ke hoach|kh|du kien|du bao|du toan|muc tieu|chi tieu (?:ke hoach|giao)|giao|"
    r"phan dau|uoc|so bo|tam tinh|plan|planned|target|forecast|estimate|estimated|provisional|"
    r"preliminary|projected|budget|quota)\b"
)
_TITLE = re.compile(
    r"[(\[]?(?:bieu|mau|phu luc|bang|bao cao|tong hop|thong ke|danh (?:sach|muc)|tinh hinh|"
    r"kem theo|ban hanh|theo|cong hoa|doc lap|uy ban|ubnd|hdnd|dang|tinh uy|so|van phong|"
    r"form|table|annex|appendix|report)\b"
)
_LONGEST = 60


def measure_of(text: str) -> str | None:
    """Return the unit of measure that a text says, "(ĐVT: nghìn người)"; None if it says none."""
    bare = _SAID.sub("", _unwrapped(spelling(text)), count=1).strip()
    if normal_heading(bare) in _RATES:
        return "%"
    return bare if _MEASURES.fullmatch(bare) else None


def is_scaled(text: str) -> bool:
    """Whether a text holds a scale such as thousand."""
    return _SCALES.search(spelling(text)) is not None


def is_ornament(text: str) -> bool:
    """Whether a head over figures says no more than that they are figures: "Thực hiện"."""
    words = _unwrapped(normal_heading(text))
    return bool(words) and _ORNAMENT.fullmatch(words) is not None


def is_plan(text: str) -> bool:
    """Whether a text begins with a word that makes its figures no results: "Kế hoạch", "Ước"."""
    return len(text) <= _LONGEST and _PLAN.match(_plain(text)) is not None


def is_title(text: str) -> bool:
    """Whether a text above a table is rather the title of a form than a head."""
    return len(text) > _LONGEST or _TITLE.match(_plain(text)) is not None


def _unwrapped(text: str) -> str:
    """Return a text without brackets around it."""
    is_wrapped = text[:1] in ("(", "[") and text[-1:] in (")", "]")
    return text[1:-1].strip() if is_wrapped else text


def _plain(text: str) -> str:
    """Return a text without accents and capitals, with single spaces."""
    return " ".join(fold(text).split())
