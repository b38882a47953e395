"""From tables and settings to one dataset: typed, checked, every reference resolved.

Each rule of the contract about figures, registers and names is checked here, for all rows
at once; what is wrong is reported cell by cell and left out.
"""

from site_builder.validate.corrections import apply_corrections
from site_builder.validate.known import Known
from site_builder.validate.periods import read_period, suggest_period
from site_builder.validate.personal_data import find_personal
from site_builder.validate.quarantine import hold_back
from site_builder.validate.register import ChangeDay, LevelCount
from site_builder.validate.unit_report import UnitsReport, check_units
from site_builder.validate.validate import validate

__all__ = [
    "ChangeDay",
    "Known",
    "LevelCount",
    "UnitsReport",
    "apply_corrections",
    "check_units",
    "find_personal",
    "hold_back",
    "read_period",
    "suggest_period",
    "validate",
]
