"""The forms stage: workbooks in which units enter the figures that are due for a period."""

from site_builder.forms.naming import form_name
from site_builder.forms.planning import FormOrder, plan_forms
from site_builder.forms.record import form_fingerprint, make_record
from site_builder.forms.shown import head_texts, part_texts
from site_builder.forms.spec import AskedFigure, FormSpec
from site_builder.forms.words import period_text, read_words
from site_builder.forms.workbook import write_form

__all__ = [
    "AskedFigure",
    "FormOrder",
    "FormSpec",
    "form_fingerprint",
    "form_name",
    "head_texts",
    "make_record",
    "part_texts",
    "period_text",
    "plan_forms",
    "read_words",
    "write_form",
]
