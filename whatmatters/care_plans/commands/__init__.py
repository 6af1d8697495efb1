"""Plans on the command line: brought in from spreadsheets, and held against the information standards.

Serves whoever runs a copy of whatmatters. A door like the pages: it asks one thing of the component and prints the
answer.
"""

from .plans import import_sheet, template
from .standards import check_prsb

__all__ = ["check_prsb", "import_sheet", "template"]
