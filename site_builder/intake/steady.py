"""Make a workbook the same bytes whenever it is written."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_PROPERTIES = "docProps/core.xml"
_WRITTEN = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(</dcterms:)")
_DAY = rb"\g<1>1980-01-01T00:00:00Z\g<3>"
"""When every copy says it was written, as the forms do: a clock would make equal copies differ."""

_READABLE = 0o600 << 16


def steady(data: bytes) -> bytes:
    """Return a workbook that openpyxl wrote without the hour at which it did so."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as given, ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in given.namelist():
            content = given.read(name)
            if name == _PROPERTIES:
                content = _WRITTEN.sub(_DAY, content)
            part = ZipInfo(name)
            part.compress_type = ZIP_DEFLATED
            part.external_attr = _READABLE
            archive.writestr(part, content)
    return out.getvalue()
