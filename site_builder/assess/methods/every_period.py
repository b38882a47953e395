"""every_period: each final period meets the target or does not, strictly as written.

Exactly 90.0 against "more than 90" is not met; exactly 3.0 against "at least 3" is. A
period that is not over, or whose figure is not final, is in progress, whatever it shows.
"""

from __future__ import annotations

from site_builder.assess.judging import judge_period
from site_builder.extension import Method

METHOD = Method("every_period/1", judge_period)
