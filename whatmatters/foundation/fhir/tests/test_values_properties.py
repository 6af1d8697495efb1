"""Whatever the value, a reader of values answers, and never raises."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ..values import (
    choices,
    codes,
    contacts,
    dates,
    identifiers,
    names,
    narrative,
    periods,
    quantities,
    reads,
)

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=12)
    | st.decimals(allow_nan=False, allow_infinity=False),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *(
                        "use",
                        "text",
                        "given",
                        "family",
                        "period",
                        "start",
                        "end",
                        "value",
                        "system",
                        "code",
                        "coding",
                        "url",
                    ),
                    *(
                        "extension",
                        "low",
                        "high",
                        "rank",
                        "line",
                        "valueQuantity",
                        "valueDateTime",
                        "valuePeriod",
                        "div",
                    ),
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
READERS = (
    *(reads.text, reads.flag, reads.texts, dates.partial_date, dates.moment, periods.period, codes.codeable_concept),
    *(codes.codeable_concepts, quantities.quantity, quantities.quantity_range, names.human_names, narrative.narrative),
    *(contacts.contact_points, contacts.addresses, identifiers.identifiers),
    lambda value, where: choices.choice(value, "value", where),
)


@given(anything, st.sampled_from(READERS))
@settings(deadline=None)
def test_no_value_makes_a_reader_raise(value: Any, reader: Any) -> None:
    read = reader(value, "X")
    assert all(reason.text and reason.field.startswith("X") for reason in read.reasons)
    str(read.value)
