"""Times as people type them."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from whatmatters.foundation.nhsuk.forms import ClockTimeField


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("9am", time(9)), ("9 AM", time(9)), ("2:30pm", time(14, 30)), ("2.30 p.m.", time(14, 30)),
        ("14:30", time(14, 30)), ("1430", time(14, 30)), ("14 30", time(14, 30)), ("12am", time(0)),
        ("12pm", time(12)), ("midday", time(12)), ("Noon", time(12)), ("midnight", time(0)), ("00:00", time(0)),
        ("", None), ("   ", None),
    ],
)  # fmt: skip
def test_a_time_may_be_typed_in_several_ways(typed, clock):
    assert ClockTimeField(required=False).clean(typed) == clock


@pytest.mark.parametrize("typed", ["4", "25:00", "14:60", "13pm", "0am", "late", "2:3", "9amm", "½pm", "٢:٣٠pmx"])
def test_a_time_that_could_be_two_or_none_is_asked_for_again(typed):
    with pytest.raises(ValidationError, match="Enter a time with am or pm"):
        ClockTimeField().clean(typed)


def test_a_kept_time_is_shown_as_text():
    assert ClockTimeField().prepare_value(time(14, 5)) == "14:05"
