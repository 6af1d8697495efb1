"""Whether one plan holds what the information standards ask for: the report, gathered from everything it rests on.

Serves the staff page and the command. Refuses to show a person's own page of it (it is about how staff write), and to
count what the reader may not see: a secret address is "not recorded" for whoever may not know it.
"""

from .report import StandardsPage, get_standards_report

__all__ = ["StandardsPage", "get_standards_report"]
