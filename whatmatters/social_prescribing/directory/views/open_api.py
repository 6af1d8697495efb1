"""The standard's open API of the directory (Open Referral UK 3.0), for programs.

Anybody may ask, without a key and from any website; no cookie is set. Every answer is JSON, refusals too: what is
wrong and what to do. Refuses to be kept by caches without asking again: a listing that was made private, such as a
refuge, must be gone everywhere at once.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

import orjson
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt

from whatmatters.foundation.kernel.doors import open_to_strangers
from whatmatters.foundation.kernel.errors import NotFound

from ..queries import open_api

log = logging.getLogger("whatmatters.directory")

ABOUT = {
    "version": "HSDS-UK-3.0",
    "profile": "https://docs.openreferraluk.org/en/latest/",
    "openapi_url": "https://docs.openreferraluk.org/en/latest/openapi30.json",
}
METHODS = "GET, HEAD, OPTIONS"
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified",
    "Content-Language": "en-GB",
}
ASKED_BEFORE = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}

Answering = Callable[..., HttpResponse]


def for_programs(view: Answering) -> Answering:
    """Mark a view of the open API: open to strangers, only read, every answer JSON that any website may read."""

    @csrf_exempt
    @open_to_strangers
    @wraps(view)
    def answering(request: HttpRequest, **named: str) -> HttpResponse:
        response = _answer(view, request, **named)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return answering


def _answer(view: Answering, request: HttpRequest, **named: str) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=ASKED_BEFORE)
    if request.method not in ("GET", "HEAD"):
        return _refused(405, "This address can only be read.", {"Allow": METHODS})
    try:
        return view(request, **named)
    except open_api.BadParameter as error:
        return _refused(400, error.why, parameter=error.parameter)
    except NotFound:
        return _refused(404, "There is nothing with this id here, or it is not public.")
    except DatabaseError as error:
        log.error("The open API is out of order (%s).", type(error).__name__)
        return _refused(503, "The directory cannot be read just now. Try again in a minute.", {"Retry-After": "60"})
    except Exception as error:
        log.error("The open API failed (%s).", type(error).__name__, exc_info=True)
        return _refused(500, "Something went wrong here. Nothing is lost. Try again later.", {"Retry-After": "60"})


def _refused(status: int, why: str, headers: dict[str, str] | None = None, *, parameter: str = "") -> HttpResponse:
    told: dict[str, Any] = {"status": status, "error": f"{parameter}: {why}" if parameter else why}
    if parameter:
        told["parameter"] = parameter
    kept = {"Cache-Control": "no-store"} | (headers or {})
    return HttpResponse(orjson.dumps(told), status=status, content_type="application/json", headers=kept)


def _given(request: HttpRequest, content: Any, changed_at: datetime | None = None) -> HttpResponse:
    """The answer, or that it is the one which the program has already."""
    body = orjson.dumps(content)
    etag = f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    response = HttpResponse(body, content_type="application/json")
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["ETag"] = etag
    modified = int(changed_at.timestamp()) if changed_at else None
    if changed_at:
        response.headers["Last-Modified"] = http_date(changed_at.timestamp())
    answered = get_conditional_response(request, etag=etag, last_modified=modified, response=response)
    return answered or response


def _asked(request: HttpRequest) -> open_api.Parameters:
    return dict(request.GET.lists())


@for_programs
def about(request: HttpRequest) -> HttpResponse:
    """Which standard this follows."""
    return _given(request, ABOUT)


@for_programs
def services(request: HttpRequest) -> HttpResponse:
    """A page of services."""
    return _given(request, open_api.list_services(_asked(request)))


@for_programs
def service(request: HttpRequest, service_id: str) -> HttpResponse:
    """One service, whole."""
    found = open_api.get_service(service_id)
    return _given(request, found.document, found.changed_at)


@for_programs
def taxonomies(request: HttpRequest) -> HttpResponse:
    """A page of taxonomies."""
    return _given(request, open_api.list_taxonomies(_asked(request)))


@for_programs
def taxonomy(request: HttpRequest, taxonomy_id: str) -> HttpResponse:
    """One taxonomy."""
    return _given(request, open_api.get_taxonomy(taxonomy_id))


@for_programs
def taxonomy_terms(request: HttpRequest) -> HttpResponse:
    """A page of terms."""
    return _given(request, open_api.list_taxonomy_terms(_asked(request)))


@for_programs
def taxonomy_term(request: HttpRequest, term_id: str) -> HttpResponse:
    """One term."""
    return _given(request, open_api.get_taxonomy_term(term_id))


@for_programs
def service_at_locations(request: HttpRequest) -> HttpResponse:
    """A page of services at places."""
    return _given(request, open_api.list_service_at_locations(_asked(request)))


@for_programs
def service_at_location(request: HttpRequest, place_id: str) -> HttpResponse:
    """One service at one place, whole."""
    return _given(request, open_api.get_service_at_location(place_id))


@for_programs
def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """Any other address below ours: says which there are."""
    return _refused(404, WHERE)


WHERE = (
    "There is nothing at this address. The lists are services, service_at_locations, taxonomies and taxonomy_terms, "
    "without a slash at the end; put /{id} behind one for a single record."
)
