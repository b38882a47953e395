"""From the bytes of data files to tables whose cells are still text, each with its address.

Nothing is interpreted here: no number, no date, no name of an indicator. What is checked
is whether the file is a table at all: its encoding, its header, the shape of its rows.
"""

from site_builder.tables.csv_reader import read_csv
from site_builder.tables.read import read_tables
from site_builder.tables.workbook_file import open_workbook

__all__ = ["open_workbook", "read_csv", "read_tables"]
