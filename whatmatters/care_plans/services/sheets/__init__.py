"""Live work comes in: open plans with goals, steps and review days from a spreadsheet.

Serves `whatmatters plans import`. A plan comes in whole or not at all, for somebody who is here already; a second run
doubles nothing. What comes in is from another record: never shown as the person's own words.
"""

from .columns import PLAN_COLUMNS
from .report import PlansReport, RowProblem, RowResult
from .taking import import_plans

__all__ = ["PLAN_COLUMNS", "PlansReport", "RowProblem", "RowResult", "import_plans"]
