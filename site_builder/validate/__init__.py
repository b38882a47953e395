"""From tables and settings to one dataset: typed, checked, every reference resolved.

Each rule of the contract about figures, registers and names is checked here, for all rows
at once; what is wrong is reported cell by cell and left out.
"""

from site_builder.validate.known import Known
from site_builder.validate.validate import validate

__all__ = ["Known", "validate"]
