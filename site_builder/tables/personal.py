"""Know a column that is made for data on persons, by its name.

The portal holds counts, never persons. A column of names is refused before its first
cell is looked at.
"""

from __future__ import annotations

import re

from site_builder.suggest import fold

_WORDS = (
    r"ho (va )?ten( dem| khai sinh)?( (cua )?(dang vien|can bo|nguoi \w+|bi thu.*))?",
    r"ten (dang vien|can bo|bi thu|nguoi .+)",
    r"(ngay|nam|ngay thang nam|ngay thang) sinh.*",
    r"(noi|que) sinh",
    r"que quan",
    r"(so )?(the dang( vien)?|ly lich dang vien)",
    r"(so )?(cccd|cmnd|cmt|can cuoc( cong dan)?|chung minh (nhan dan|thu)|ho chieu)",
    r"((so|ma) )?dinh danh ca nhan",
    r"(so )?(dien thoai|dt|di dong|sdt)( .*)?",
    r"(dia chi )?(e-?mail|thu dien tu)",
    r"(dia chi )?(nha rieng|thuong tru|noi o).*",
    r"(full|first|last|family|given|person)[ _]?name|surname",
    r"(date of birth|dob|birth ?date|birthday|year of birth|place of birth)",
    r"(party )?(member|membership)? ?card( (no|number))?|party card.*",
    r"(citizen|national|personal) id.*|id card.*|passport.*",
    r"(mobile|phone|telephone)( (no|number))?",
)
_PERSONAL = re.compile("|".join(f"(?:{word})" for word in _WORDS))


def is_personal_column(name: str) -> bool:
    """Whether a column of this name would hold data on persons.

    Accents do not matter here: guessing wide is safe, for the clerk can rename a column.
    """
    words = re.sub(r"[\s_.:/()-]+", " ", fold(name)).strip()
    return _PERSONAL.fullmatch(words) is not None or words == "e mail"
