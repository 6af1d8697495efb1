"""Addresses made quickly are the addresses that Django would make."""

from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import NoReverseMatch, path, re_path, reverse

from whatmatters.foundation.nhsuk.addresses import static, url


def view(request, **_kwargs):
    return HttpResponse()


urlpatterns = [
    path("plans/<uuid:plan>/goals/<int:goal>/", view, name="goal"),
    path("words/<str:word>/", view, name="word"),
    path("plain/", view, name="plain"),
    re_path(r"^short/(?P<number>[0-9]{1,2})/$", view, name="short"),
    path("{curly}/<int:n>/", view, name="curly"),
]
ONE, TWO = UUID(int=1), UUID(int=2)


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("name", "args", "kwargs"),
    [
        ("plain", (), {}),
        ("goal", (), {"plan": ONE, "goal": 7}),
        ("goal", (), {"plan": TWO, "goal": 0}),
        ("goal", (), {"goal": 3, "plan": TWO}),
        ("goal", (ONE, 7), {}),
        ("word", ("ąb c",), {}),
        ("short", (12,), {}),
        ("short", (3,), {}),
        ("curly", (5,), {}),
    ],
)
def test_addresses_are_those_of_reverse(name, args, kwargs):
    for _ in range(2):
        assert url(name, *args, **kwargs) == reverse(name, args=args or None, kwargs=kwargs or None)


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(("name", "args"), [("nowhere", ()), ("goal", ()), ("short", (123,))])
def test_an_address_that_is_not_there_is_an_error(name, args):
    with pytest.raises(NoReverseMatch):
        url(name, *args)


def test_tables_of_addresses_are_not_mixed_up():
    with override_settings(ROOT_URLCONF=__name__):
        assert url("plain") == "/plain/"
    with pytest.raises(NoReverseMatch):
        url("plain")


def test_files_have_addresses_before_they_are_gathered():
    assert static("nhsuk/whatmatters.css").startswith("/static/nhsuk/whatmatters")
    assert static("not/there.css") == "/static/not/there.css"
