"""The rules of this stage, but for those that stand in the one module that finds them.

Their sentences are in ``messages/<language>/``, in the files named after the first digits of
their codes: ``sb29x.yaml``, ``sb33x.yaml`` and so on, all others in ``sb3xx.yaml``.
"""

from __future__ import annotations

from site_builder.diagnostics import Rule, Severity

# Figures
NOT_A_NUMBER = Rule("SB301")
COMMA_UNDECLARED = Rule("SB302")
AMBIGUOUS_POINT = Rule("SB303")
NOT_VIETNAMESE = Rule("SB304")
NO_FIGURE = Rule("SB305")
HALF_A_PAIR = Rule("SB306")
VALUE_AND_PAIR = Rule("SB307")
STATUS_AGAINST_FIGURE = Rule("SB308")
UNKNOWN_STATUS = Rule("SB309")
NEGATIVE = Rule("SB315")
COUNT_NOT_WHOLE = Rule("SB316")
PART_NOT_WHOLE = Rule("SB317", Severity.WARNING)
NOTHING_TO_DIVIDE_BY = Rule("SB318")
PART_ABOVE_WHOLE = Rule("SB319")
ABOVE_MAXIMUM = Rule("SB320")
PAIR_NOT_ALLOWED = Rule("SB321")

# What spreadsheets and people leave in place of a figure
FORECAST = Rule("SB292")
EXPONENT = Rule("SB295")
DATE_FOR_NUMBER = Rule("SB296")
HIDDEN_NUMBER = Rule("SB297")
WORD_FOR_NUMBER = Rule("SB298")

# Keys and references
CUMULATIVE_MONTHS = Rule("SB294")
LABEL_OF_ANOTHER = Rule("SB293", Severity.WARNING)
VARYING_DIMENSION = Rule("SB291")
UNKNOWN_INDICATOR = Rule("SB310")
UNKNOWN_UNIT = Rule("SB311")
BAD_PERIOD = Rule("SB312")
PERIOD_TOO_FINE = Rule("SB313")
UNIT_NOT_IN_FORCE = Rule("SB314")
DUPLICATE_KEY = Rule("SB327")
RIVAL_FIGURES = Rule("SB385")
UNKNOWN_COLUMN = Rule("SB328")
DIMENSION_NOT_ALLOWED = Rule("SB329")
OTHER_UNIT_MEASURE = Rule("SB330")

# Cells of any table
BAD_DATE = Rule("SB322")
AS_OF_TOO_EARLY = Rule("SB323")
AS_OF_IN_FUTURE = Rule("SB324", Severity.WARNING)
NOT_ONE_OF = Rule("SB325")
UNKNOWN_SOURCE = Rule("SB326", Severity.WARNING)
EMPTY_CELL = Rule("SB331")
PERSONAL_DATA = Rule("SB332", is_private=True)
PERIOD_NOT_BEGUN = Rule("SB333", Severity.WARNING)
TAKEN_ID = Rule("SB340")
BAD_ID = Rule("SB341")
DATES_REVERSED = Rule("SB343")

# Figures beside others: nothing here is certain, so a person has to look
PERIOD_GAP = Rule("SB334", Severity.WARNING)
PARTS_AGAINST_TOTAL = Rule("SB335", Severity.WARNING)
CATEGORY_LIKE_ANOTHER = Rule("SB342", Severity.WARNING)
SHARES_NOT_WHOLE = Rule("SB336", Severity.WARNING)
SHARE_FOR_PERCENT = Rule("SB337", Severity.WARNING)
DIGIT_TOO_MANY = Rule("SB338", Severity.WARNING)
DIGIT_LOST = Rule("SB339", Severity.WARNING)
IN_THOUSANDS = Rule("SB390", Severity.WARNING)
IN_SINGLES = Rule("SB391", Severity.WARNING)
UNIT_DOES_NOT_OWE = Rule("SB353", Severity.WARNING)

# Units
UNKNOWN_PARENT = Rule("SB344")
PARENT_CYCLE = Rule("SB345")
PARENT_NOT_IN_FORCE = Rule("SB346")
CHANGE_OF_ITSELF = Rule("SB347")
SHARE_OUT_OF_RANGE = Rule("SB348")
SHARES_ABOVE_WHOLE = Rule("SB349")
CHANGE_OFF_DATE = Rule("SB350")
BAD_MAP_PLACE = Rule("SB351")
HALF_A_MAP_PLACE = Rule("SB352")
SAME_CODE = Rule("SB354", Severity.WARNING)

# Tasks and documents
PROGRESS_OUT_OF_RANGE = Rule("SB360")
DONE_BUT_UNFINISHED = Rule("SB361", Severity.WARNING)
BAD_DEADLINE = Rule("SB362")
SAME_DOCUMENT = Rule("SB365")
UNKNOWN_DOCUMENT = Rule("SB366")
REPLACES_ITSELF = Rule("SB367")
BAD_LINK = Rule("SB368")

# Content and indicators
BROKEN_LINK = Rule("SB370")
UNKNOWN_CHART = Rule("SB371")
UNKNOWN_TASK_GROUP = Rule("SB372")
MISSING_FILE = Rule("SB373")
UNKNOWN_PAGE = Rule("SB374")
FILE_TYPE = Rule("SB375")
FILE_TOO_LARGE = Rule("SB376")
NO_ALT = Rule("SB377", Severity.WARNING)
UNKNOWN_METHOD = Rule("SB381")
COMMENTARY_OF_NOTHING = Rule("SB384", Severity.WARNING)
CARD_IN_TEXT = Rule("SB388", is_private=True)
CONTACT_IN_TEXT = Rule("SB389", Severity.WARNING, is_private=True)

MORE_OF_THE_SAME = Rule("SB399")
MORE_WARNINGS = Rule("SB398", Severity.WARNING)
