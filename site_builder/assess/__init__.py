"""assess: from what one audience may read to series, sums, verdicts and dues."""

from site_builder.assess.portal import assess
from site_builder.assess.reconciliation import TOTAL_MISMATCH, check_reconciliation

__all__ = ["TOTAL_MISMATCH", "assess", "check_reconciliation"]
