"""A form posted twice does its work once, whoever posts it and however often."""

from __future__ import annotations

import threading
from datetime import timedelta
from itertools import count

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.test import RequestFactory

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.errors import Refused
from whatmatters.foundation.kernel.models import Posting
from whatmatters.foundation.kernel.posting import PostedBefore, new_posting_token, posted_once
from whatmatters.foundation.kernel.reasons import Reason

SAM = Actor("sam", "Sam")


class Work:
    """A view that counts how often it really ran."""

    def __init__(self, *, fails: bool = False, shows_errors: bool = False) -> None:
        self.runs, self.fails, self.shows_errors = count(1), fails, shows_errors
        self.view = posted_once(self._run)

    def _run(self, request: HttpRequest) -> HttpResponse:
        number = next(self.runs)
        if self.fails:
            raise Refused(Reason("no", "No."))
        if self.shows_errors:
            return HttpResponse("the form again")
        return HttpResponseRedirect(f"/done/{number}")

    def ran(self) -> int:
        return next(self.runs) - 1


def post(token: str, by: Actor = SAM, **typed: str) -> HttpRequest:
    request = RequestFactory().post("/goal", {"posting": token, **typed})
    request.actor = by
    request.session = SessionStore()
    return request


@pytest.mark.django_db
def test_the_second_post_is_led_to_where_the_first_one_led():
    work, token = Work(), new_posting_token()
    answers = [work.view(post(token, words="I want to walk")) for _ in range(3)]
    assert [answer["Location"] for answer in answers] == ["/done/1"] * 3
    assert work.ran() == 1


@pytest.mark.django_db
def test_other_words_with_a_used_token_are_not_taken_silently():
    work, token = Work(), new_posting_token()
    work.view(post(token, words="I want to walk"))
    with pytest.raises(PostedBefore) as before:
        work.view(post(token, words="I want to swim"))
    assert before.value.outcome == "/done/1"


@pytest.mark.django_db
def test_the_same_words_from_a_form_fetched_anew_are_asked_about():
    work = Work()
    work.view(post(new_posting_token(), words="I want to walk"))
    with pytest.raises(PostedBefore) as before:
        work.view(post(new_posting_token(), words="I want to walk"))
    assert (before.value.outcome, before.value.is_same) == ("/done/1", True)
    again = work.view(post(new_posting_token(), words="I want to walk", post_again="yes"))
    assert again["Location"] == "/done/2"


@pytest.mark.django_db
@pytest.mark.parametrize("typed", [{"words": "I want to swim"}, {"on": "yes"}, {}])
def test_other_words_and_buttons_alone_are_taken_as_often_as_they_come(typed):
    work = Work()
    work.view(post(new_posting_token(), words="I want to walk"))
    for _ in range(2 if "words" not in typed else 1):
        work.view(post(new_posting_token(), **typed))
    assert work.ran() == (3 if "words" not in typed else 2)


@pytest.mark.django_db
def test_the_same_words_long_after_are_new_words():
    work = Work()
    work.view(post(new_posting_token(), words="I want to walk"))
    Posting.objects.update(posted_at=now() - timedelta(hours=1))
    assert work.view(post(new_posting_token(), words="I want to walk"))["Location"] == "/done/2"


@pytest.mark.django_db
@pytest.mark.parametrize("work", [Work(fails=True), Work(shows_errors=True)])
def test_a_form_that_was_not_taken_can_be_sent_again(work):
    token = new_posting_token()
    for _ in range(2):
        try:
            work.view(post(token))
        except Refused:
            continue
    assert work.ran() == 2
    assert not Posting.objects.exists()


@pytest.mark.django_db
def test_a_token_is_of_no_use_to_somebody_else():
    work, token = Work(), new_posting_token()
    work.view(post(token))
    assert work.view(post(token, by=Actor("eve", "Eve")))["Location"] == "/done/2"
    assert work.view(post(token))["Location"] == "/done/1"


@pytest.mark.django_db
def test_reading_and_posting_without_a_token_run_as_they_are():
    work = Work()
    plain = RequestFactory().post("/goal", {})
    plain.actor = SAM
    assert QueryDict("") == RequestFactory().get("/goal").GET
    work.view(RequestFactory().get("/goal"))
    work.view(plain)
    assert work.ran() == 2


@pytest.mark.django_db(transaction=True)
def test_twice_in_the_same_moment():
    work, token = Work(), new_posting_token()
    places: list[str] = []
    start = threading.Barrier(4)

    def go() -> None:
        try:
            start.wait()
            places.append(work.view(post(token))["Location"])
        finally:
            connection.close()

    threads = [threading.Thread(target=go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert places == ["/done/1"] * 4
    assert work.ran() == 1
    assert transaction.get_connection().in_atomic_block is False
