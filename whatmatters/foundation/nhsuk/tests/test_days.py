"""What people type into the three boxes of a day, and what they are told."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from whatmatters.foundation.nhsuk.forms import DayMonthYearField, PlainForm

from .pages import page


class Born(PlainForm):
    born_on = DayMonthYearField(label="When were you born?", subject="Your date of birth")


def typed(day="", month="", year="", form=Born, **kwargs):
    return form({"born_on-day": day, "born_on-month": month, "born_on-year": year}, **kwargs)


@pytest.mark.parametrize(
    ("boxes", "day"),
    [
        (("27", "3", "1984"), date(1984, 3, 27)),
        (("01", "02", "2026"), date(2026, 2, 1)),
        (("29", "2", "2024"), date(2024, 2, 29)),
        (("27", "March", "1984"), date(1984, 3, 27)),
        (("27", "mar.", "1984"), date(1984, 3, 27)),
        (("27", "sept", "1984"), date(1984, 9, 27)),
        (("٢٧", "٣", "١٩٨٤"), date(1984, 3, 27)),
        ((" 27 ", " 3 ", " 1984 "), date(1984, 3, 27)),
    ],
)
def test_a_day_may_be_typed_in_several_ways(boxes, day):
    form = typed(*boxes)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born_on"] == day


def test_months_may_be_named_in_the_readers_language():
    with translation.override("pl"):
        assert typed("27", "marca", "1984").is_valid()


@pytest.mark.parametrize(
    ("boxes", "said", "at_fault"),
    [
        (("", "", ""), "Answer this question: When were you born?", ("day", "month", "year")),
        (("27", "", "1984"), "Your date of birth must include a month", ("month",)),
        (("", "", "1984"), "Your date of birth must include a day and a month", ("day", "month")),
        (("27", "3", "84"), "The year must have 4 numbers, like 1984", ("year",)),
        (("27", "3", "19845"), "The year must have 4 numbers, like 1984", ("year",)),
        (("31", "2", "2026"), "Your date of birth must be a real date, like 27 3 2026", ("day", "month", "year")),
        (("29", "2", "2026"), "Your date of birth must be a real date, like 27 3 2026", ("day", "month", "year")),
        (("27", "13", "1984"), "Your date of birth must be a real date, like 27 3 2026", ("month",)),
        (("27", "Smarch", "1984"), "Your date of birth must be a real date, like 27 3 2026", ("month",)),
        (("0", "0", "0000"), "Your date of birth must be a real date, like 27 3 2026", ("month",)),
        (("²", "3", "1984"), "Your date of birth must be a real date, like 27 3 2026", ("day", "month", "year")),
        (("27", "3", "9" * 400), "The year must have 4 numbers, like 1984", ("year",)),
        (("-1", "3", "1984"), "Your date of birth must be a real date, like 27 3 2026", ("day", "month", "year")),
    ],
)
def test_what_is_wrong_is_said_and_its_boxes_marked(boxes, said, at_fault):
    form = typed(*boxes)
    assert form.errors["born_on"] == [said]
    shown = page("{{ error_summary(form) }}{{ fields(form) }}", form=form)
    marked = [box for box in ("day", "month", "year") if f'id_born_on-{box}" name="born_on-{box}' in shown]
    assert marked == ["day", "month", "year"]
    with_error = [
        box
        for box in marked
        if f'nhsuk-date-input__input" id="id_born_on-{box}' in shown.replace(" nhsuk-input--error", "")
    ]
    assert with_error == marked
    assert f'href="#id_born_on-{at_fault[0]}"' in shown
    faulty = [
        box for box in marked if "nhsuk-input--error" in shown.split(f'id="id_born_on-{box}"')[0].rsplit("<input", 1)[1]
    ]
    assert tuple(faulty) == at_fault


def test_limits_are_days_or_asked_for_each_time():
    class Later(PlainForm):
        born_on = DayMonthYearField(label="When?", not_before=date(2026, 1, 2), not_after=lambda: date(2026, 1, 3))

    assert typed("1", "1", "2026", form=Later).errors["born_on"] == ["The date must be on or after 2 January 2026"]
    assert typed("4", "1", "2026", form=Later).errors["born_on"] == ["The date must be on or before 3 January 2026"]
    assert typed("3", "1", "2026", form=Later).is_valid()


def test_a_kept_day_is_shown_in_its_boxes_and_is_no_change():
    form = Born(initial={"born_on": date(1984, 3, 27)})
    shown = page("{{ field(form['born_on']) }}", form=form)
    assert all(f'value="{part}"' in shown for part in (27, 3, 1984))
    assert not typed("27", "3", "1984", initial={"born_on": date(1984, 3, 27)}).has_changed()
    assert typed("28", "3", "1984", initial={"born_on": date(1984, 3, 27)}).has_changed()


def test_a_day_that_can_be_skipped_is_nothing():
    assert DayMonthYearField(required=False).clean(("", "", "")) is None
    with pytest.raises(ValidationError):
        DayMonthYearField(required=True).clean(("", "", ""))
