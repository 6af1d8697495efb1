"""Plain words for what is wrong, and text without what cannot be seen."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from whatmatters.foundation.nhsuk.forms import PlainCheckboxes, PlainForm, RulerField, plain_text


class Everything(PlainForm):
    name = forms.CharField(label="What is your name?", max_length=5, min_length=2)
    email = forms.EmailField(label="Your email")
    age = forms.IntegerField(label="How many?", min_value=1, max_value=9)
    one = forms.ChoiceField(label="Which one?", choices=[("a", "A")])
    some = forms.MultipleChoiceField(label="Which ones?", choices=[("a", "A")], widget=PlainCheckboxes)
    sure = RulerField(label="How sure?")
    file = forms.FileField(label="A photo")
    own = forms.CharField(label="Own", error_messages={"required": "Say it 100% your way"})


def said(**data):
    files = {"file": data.pop("file")} if "file" in data else {}
    return {name: texts[0] for name, texts in Everything(data, files).errors.items()}


def test_what_is_missing_is_asked_for():
    assert said() == {
        "name": "Answer this question: What is your name?",
        "email": "Answer this question: Your email",
        "age": "Answer this question: How many?",
        "one": "Choose an answer: Which one?",
        "some": "Choose an answer: Which ones?",
        "sure": "Choose an answer: How sure?",
        "file": "Choose a file: A photo",
        "own": "Say it 100% your way",
    }


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("name", "Alexandra", "Use 5 characters or fewer. You used 9. What is your name?"),
        ("name", "A", "Use 2 characters or more. You used 1. What is your name?"),
        ("email", "ann@", "Enter an email address like name@example.org"),
        ("age", "x", "Enter a whole number, like 12: How many?"),
        ("age", "0", "Enter a number that is 1 or more: How many?"),
        ("age", "10", "Enter a number that is 9 or less: How many?"),
        ("one", "z", "Choose one of the answers on this page: Which one?"),
        ("some", ["z"], "Choose from the answers on this page: Which ones?"),
        ("sure", "11", "Choose one of the answers on this page: How sure?"),
        ("sure", "0", "Choose one of the answers on this page: How sure?"),
        ("file", SimpleUploadedFile("a.png", b""), "The file you chose is empty. Choose another file."),
    ],
)
def test_what_is_wrong_says_what_to_do(name, typed, expected):
    assert said(**{name: typed})[name] == expected


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x07c", "abc"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("tab\tstays", "tab\tstays"),
        ("\u202etxt.exe", "txt.exe"),
        ("Zofia Wis\u0301niewska", "Zofia Wiśniewska"),
        ("\ufeffname", "name"),
        ("family 👩‍👩‍👧 \u200fاردو", "family 👩‍👩‍👧 \u200fاردو"),
    ],
)
def test_unseen_characters_are_taken_out(typed, kept):
    assert plain_text(typed) == kept
    form = Everything(QueryDict(mutable=True))
    form = Everything({"own": typed})
    form.is_valid()
    assert form.cleaned_data["own"] == kept.strip()


def test_posted_data_keeps_every_answer_of_a_list():
    posted = QueryDict("some=a&some=b%00&name=x%0D%0Ay")
    form = Everything(posted)
    assert form.data.getlist("some") == ["a", "b"]
    assert form.data["name"] == "x\ny"


def test_a_ruler_is_a_whole_number_or_nothing():
    assert RulerField(required=False).clean("7") == 7
    assert RulerField(required=False).clean("") is None
