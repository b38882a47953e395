"""From filled forms to changed files: read, compare, merge, or mark what is wrong.

The figures themselves pass the checks that all files of figures pass; here is only what
concerns forms. Every function is pure: bytes and values in, bytes and values out.
"""

from site_builder.intake.asked import Asked, Title
from site_builder.intake.change_table import Names, change_table, change_words
from site_builder.intake.comparing import Change, ChangeKind, Reported, compare
from site_builder.intake.filled import FigureKey, FilledForm, key_of
from site_builder.intake.form_table import INCOMING, form_table, without_rows
from site_builder.intake.homes import SiteFiles
from site_builder.intake.ledger_lines import Reason, add_ledger_lines
from site_builder.intake.marking import mark_workbook
from site_builder.intake.merging import FileChange, merge
from site_builder.intake.read_form import owed_figures, read_form
from site_builder.intake.sent_places import as_sent
from site_builder.intake.together import check_together

__all__ = [
    "INCOMING",
    "Asked",
    "Change",
    "ChangeKind",
    "FigureKey",
    "FileChange",
    "FilledForm",
    "Names",
    "Reason",
    "Reported",
    "SiteFiles",
    "Title",
    "add_ledger_lines",
    "as_sent",
    "change_table",
    "change_words",
    "check_together",
    "compare",
    "form_table",
    "key_of",
    "mark_workbook",
    "merge",
    "owed_figures",
    "read_form",
    "without_rows",
]
