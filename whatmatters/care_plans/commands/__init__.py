"""Plans on the command line: held against the information standards.

Serves whoever runs a copy of whatmatters. A door like the pages: it asks one thing of the component and prints the
answer.
"""

from .standards import check_prsb

__all__ = ["check_prsb"]
