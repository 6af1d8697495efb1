"""Forms on pages: each kind of question, what was typed kept as it was, and nothing of it as markup."""

import re

import pytest
from django import forms
from django.test import RequestFactory

from whatmatters.foundation.nhsuk.forms import PlainForm, PlainRadios, RulerField
from whatmatters.foundation.nhsuk.gallery import ExampleForm

from .pages import HOSTILE, page, words

TYPED = "first line\n\n  second, set in\n\tthird\n"


class Words(PlainForm):
    words = forms.CharField(label="Words", widget=forms.Textarea, required=False)
    counted = forms.CharField(label="Counted", widget=forms.Textarea, max_length=50, required=False, strip=False)
    way = forms.ChoiceField(
        label="Way", choices=[("a", "A"), ("b", "B")], widget=PlainRadios(reveals={"b": "more"}), required=False
    )
    more = forms.CharField(label="More", widget=forms.Textarea, required=False)


@pytest.mark.parametrize("text", [TYPED, "\n" + TYPED, HOSTILE, "x" * 60 + TYPED])
def test_text_comes_back_as_it_was_typed(text):
    from html.parser import HTMLParser

    class Boxes(HTMLParser):
        found: list[str] = []
        inside = False

        def handle_starttag(self, tag, attrs):
            self.inside = tag == "textarea"
            if self.inside:
                self.found.append("")

        def handle_endtag(self, tag):
            self.inside = self.inside and tag != "textarea"

        def handle_data(self, data):
            if self.inside:
                self.found[-1] += data

    form = Words({"words": text, "counted": text, "way": "b", "more": text})
    boxes = Boxes()
    boxes.found = []
    boxes.feed(page("{{ render_form(form) }}", form=form))
    assert [box.removeprefix("\n") if text.startswith("\n") else box for box in boxes.found] == [text] * 3


def test_a_choice_holds_the_question_it_reveals():
    shown = page("{{ fields(form) }}", form=Words())
    assert shown.count('name="more"') == 1
    assert 'class="nhsuk-radios__conditional' in shown
    assert "data-aria-controls" not in shown


def test_hostile_words_stay_words():
    class Named(PlainForm):
        name = forms.CharField(label=HOSTILE, help_text=HOSTILE, initial=HOSTILE)
        hidden = forms.CharField(widget=forms.HiddenInput, initial=HOSTILE)
        one = forms.ChoiceField(label=HOSTILE, choices=[(HOSTILE, HOSTILE)], widget=forms.RadioSelect)
        picked = forms.ChoiceField(label=HOSTILE, choices=[(HOSTILE, HOSTILE)])
        many = forms.MultipleChoiceField(choices=[(HOSTILE, HOSTILE)], widget=forms.CheckboxSelectMultiple)
        sure = RulerField(label=HOSTILE, words={1: HOSTILE, 10: HOSTILE}, help_text=HOSTILE)

    for form in (Named(), Named({"name": "", "one": HOSTILE + "!", "sure": HOSTILE})):
        shown = page(
            "{{ error_summary(form) }}{{ render_form(form, submit=hostile, cancel='/') }}", form=form, hostile=HOSTILE
        )
        assert "<script" not in shown
        assert not re.search(r"<[^>]* onfocus", re.sub(r'"[^"]*"', '""', shown))


def test_answers_are_shown_chosen():
    shown = page(
        "{{ fields(form) }}",
        form=ExampleForm({"reach": "sms", "help_with": ["slow", "bsl"], "sure": "7", "agreed": "on", "name": "Ann"}),
    )
    chosen = re.findall(r'<input[^>]*value="(\w+)"[^>]* checked', shown)
    assert chosen == ["sms", "slow", "bsl", "7", "on"]
    assert 'value="Ann"' in shown


def test_a_password_never_comes_back():
    assert "sekret" not in page("{{ fields(form) }}", form=ExampleForm({"secret": "sekret"}))


def test_questions_say_when_they_can_be_skipped():
    assert "Mobile number (you can skip this)" in words(page("{{ fields(form) }}", form=ExampleForm()))
    ExampleForm.marks_optional = False
    try:
        assert "skip this" not in page("{{ fields(form) }}", form=ExampleForm())
    finally:
        del ExampleForm.marks_optional


def test_every_error_leads_to_its_question():
    form = ExampleForm({"born_on-day": "1"})
    shown = page("{{ error_summary(form) }}{{ fields(form) }}", form=form)
    targets = re.findall(r'href="#([^"]+)"', shown)
    assert len(targets) == len([text for texts in form.errors.values() for text in texts])
    assert [target for target in targets if f'id="{target}"' not in shown] == []
    assert "What you wrote is still here" in shown


def test_a_form_carries_its_tokens():
    request = RequestFactory().get("/")
    source = "{{ render_form(form) }}"
    posted = page(source, request, form=Words(), posting_token="once-only")
    assert 'name="csrfmiddlewaretoken"' in posted
    assert '<input type="hidden" name="posting" value="once-only">' in posted
    assert 'name="posting" value="made"' in page(source, request, form=Words(), posting_token=lambda: "made")
    asked = page("{{ render_form(form, method='get') }}", request, form=Words())
    assert "csrfmiddlewaretoken" not in asked
    assert 'name="posting"' not in asked


def test_two_showings_have_two_tokens():
    tokens = {re.search(r'name="posting" value="([^"]+)"', page("{{ form_tokens() }}")).group(1) for _ in range(2)}
    assert len(tokens) == 2


def test_files_are_sent_whole():
    assert 'enctype="multipart/form-data"' in page("{{ render_form(form) }}", form=ExampleForm())
    assert "enctype" not in page("{{ render_form(form) }}", form=Words())


def test_no_limit_cuts_what_is_typed():
    assert " maxlength=" not in page("{{ fields(form) }}", form=ExampleForm())


def test_a_ruler_is_read_with_its_words():
    form = ExampleForm({"sure": "10"})
    shown = page("{{ field(form['sure']) }}", form=form)
    assert shown.count('type="radio"') == 11
    label = re.search(r'<label class="wm-ruler__label" for="id_sure-10">(.*?)</label>', shown).group(1)
    assert words(label) == "10 Very sure"
    assert "I do not want to answer" in shown


@pytest.mark.parametrize(("widget", "kind"), [(forms.NumberInput, "text"), (forms.EmailInput, "email")])
def test_boxes_for_numbers_do_not_turn_with_a_wheel(widget, kind):
    class One(PlainForm):
        x = forms.CharField(widget=widget)

    assert f'type="{kind}"' in page("{{ fields(form) }}", form=One())
