"""Elements that come in several kinds, such as an Observation's `value[x]`.

Serves observations, onsets and targets. Refuses two answers where FHIR allows one.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from whatmatters.foundation.kernel.reasons import Reason

from .codes import CodeableConcept, codeable_concept
from .dates import Moment, moment
from .periods import Period, period
from .quantities import Quantity, Range, decimal, quantity, quantity_range
from .reads import Read, flag, text

Answer = Quantity | CodeableConcept | Moment | Period | Range | Decimal | str | bool

_READERS: dict[str, Callable[[Any, str], Read[Any]]] = {
    **dict.fromkeys(("Quantity", "Age", "Duration", "Count", "Distance", "SimpleQuantity"), quantity),
    "CodeableConcept": codeable_concept,
    **dict.fromkeys(("DateTime", "Date", "Instant"), moment),
    "Period": period,
    "Range": quantity_range,
    **dict.fromkeys(("Integer", "Decimal", "PositiveInt", "UnsignedInt"), decimal),
    **dict.fromkeys(("String", "Markdown", "Code", "Uri", "Time"), text),
    "Boolean": flag,
}


def given_kinds(element: Any, stem: str) -> list[str]:
    """Which kinds of a choice element are given: ["Quantity"] for an Observation with `valueQuantity`."""
    names = element if isinstance(element, dict) else {}
    return [name[len(stem) :] for name in names if name.startswith(stem) and name[len(stem) : len(stem) + 1].isupper()]


def choice(element: Any, stem: str, where: str) -> Read[Answer | None]:
    """The value of a choice element, whatever its kind; None when absent. `where` is the element's place."""
    kinds = given_kinds(element, stem)
    if not kinds:
        return Read(None)
    place = f"{where}.{stem}{kinds[0]}"
    if len(kinds) > 1:
        return Read(None, (Reason("structure", "Two answers are given where there can be one.", f"{where}.{stem}"),))
    reader = _READERS.get(kinds[0])
    if reader is None:
        words = "This kind of answer cannot be read yet, so it was left out."
        return Read(None, (Reason("not-supported", words, place),))
    read: Read[Answer | None] = reader(element[f"{stem}{kinds[0]}"], place)
    return Read(None if read.value == "" else read.value, read.reasons)
