"""Whether a plan holds what the information standards ask for: facts as tables, and a check that gives reasons.

Serves the standards report and its command. The tables (`pcsp.toml`, `about_me.toml`) hold paths, cardinality and what
is mandatory or required, and no text of the standards. Refuses to guess: what is not handed in is not there.
Source: PRSB PCSP v2.0 and About Me v2.0, DAPB4022 (rulebook 3.2 and 3.3).
"""

from .checking import StandardLine, StandardReport, check_standard
from .facts import STANDARDS, Fact, Standard, load_standard

__all__ = [
    "STANDARDS",
    "Fact",
    "Standard",
    "StandardLine",
    "StandardReport",
    "check_standard",
    "load_standard",
]
