"""People's records on the command line: in, out, and the spreadsheet to fill in.

Serves whoever runs a copy of whatmatters. A door like the pages: it asks one thing of the component and prints the
answer.
"""

from .bringing_in import import_people, template
from .taking_out import export_people

__all__ = ["export_people", "import_people", "template"]
