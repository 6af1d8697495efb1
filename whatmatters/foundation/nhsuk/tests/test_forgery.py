"""The token of our forms is one that Django's check takes."""

import pytest
from django.http import HttpResponse
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CsrfViewMiddleware, get_token
from django.test import RequestFactory

from whatmatters.foundation.nhsuk.forgery import forgery_field, token_for

SECRET = "a1" * 16


def checked(token: str, *, secret: str = SECRET) -> HttpResponse | None:
    """What Django's check answers to a form with this token; None when it lets it through."""
    request = RequestFactory().post("/", {"csrfmiddlewaretoken": token})
    request.COOKIES["csrftoken"] = secret
    middleware = CsrfViewMiddleware(lambda _request: HttpResponse())
    middleware.process_request(request)
    return middleware.process_view(request, lambda _request: HttpResponse(), (), {})


def a_page(secret: str = SECRET):
    request = RequestFactory().get("/")
    request.META["CSRF_COOKIE"] = secret
    return request


def test_django_takes_our_token():
    request = a_page()
    assert checked(token_for(request)) is None
    assert request.META["CSRF_COOKIE_NEEDS_UPDATE"]


def test_each_page_has_another_mask():
    assert len({token_for(a_page()) for _ in range(50)}) == 50


@pytest.mark.parametrize("token", ["", "a" * 64, "b" * 32, "short"])
def test_another_token_is_refused(token):
    assert checked(token).status_code == 403


def test_a_token_of_another_secret_is_refused():
    assert checked(token_for(a_page("b2" * 16))).status_code == 403


def test_without_a_cookie_django_makes_one():
    request = RequestFactory().get("/")
    token = token_for(request)
    assert checked(token, secret=request.META["CSRF_COOKIE"]) is None
    assert get_token(request)


def test_the_field_is_made_only_when_it_is_shown():
    request = a_page()
    field = forgery_field(request)
    assert "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
    assert 'name="csrfmiddlewaretoken"' in str(field)
    assert set(str(field).split('value="')[1].split('"')[0]) <= set(CSRF_ALLOWED_CHARS)
