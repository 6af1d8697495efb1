"""The counts page and its download."""

from __future__ import annotations

import csv

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.requests import Request

from .queries import ReachPage, get_reach


@require_safe
def reach(request: Request) -> HttpResponse:
    """Counts by organisation and month."""
    return render(request, "overview/reach.html", {"page": get_reach(by=request.actor, at=now())})


@require_safe
def care_csv(request: Request) -> HttpResponse:
    """How care was, as suppressed as on the page, for a spreadsheet."""
    page = get_reach(by=request.actor, at=now())
    return _spreadsheet("how-care-was.csv", _care_lines(page))


@require_safe
def reach_csv(request: Request) -> HttpResponse:
    """The same numbers, as suppressed as on the page, for a spreadsheet."""
    page = get_reach(by=request.actor, at=now())
    return _spreadsheet("counts.csv", _lines(page))


def _spreadsheet(name: str, lines: list[list[str]]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    csv.writer(response).writerows(lines)
    return response


def _lines(page: ReachPage) -> list[list[str]]:
    heading = ["organisation", "measure", *(month.strftime("%Y-%m") for month in page.months), "all"]
    rows = [
        [_harmless(organisation.name), row.measure, *map(str, row.by_month), str(row.total)]
        for organisation in page.organisations
        for row in organisation.rows
    ]
    return [heading, *rows]


def _care_lines(page: ReachPage) -> list[list[str]]:
    heading = ["organisation", "question", *page.care_answers, "all answers"]
    rows = [
        [_harmless(organisation.name), row.words, *map(str, row.answers), str(row.total)]
        for organisation in page.organisations
        for row in organisation.care
    ]
    return [heading, *rows]


def _harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
