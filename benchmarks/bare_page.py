"""The floor of `list_page.py`: a bare Django page of 30 rows by Jinja2, without sign-in, checks, audit or layout.

Run by granian with the same workers, threads and database settings as whatmatters. `BARE_BYTES` is the size of
our page: notes are as long as it takes to send as much.
"""

from __future__ import annotations

import os
from datetime import date
from typing import Any

import django
import jinja2
from django.conf import settings

DATABASE: dict[str, Any]
if url := os.environ.get("BARE_POSTGRES"):
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    DATABASE = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": parts.username or "",
        "PASSWORD": parts.password or "",
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
    }
else:
    DATABASE = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("BARE_SQLITE", "bare.sqlite3"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-65536",
        },
    }

settings.configure(
    DEBUG=False,
    SECRET_KEY="bare",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="bare_page",
    DATABASES={"default": DATABASE},
    USE_TZ=True,
    LOGGING_CONFIG=None,
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402


class Row(models.Model):
    """One row of the bare list; its columns are those of the neutral floor that our targets were set with."""

    person = models.CharField(max_length=80)
    title = models.CharField(max_length=80)
    status = models.CharField(max_length=20)
    review = models.DateField()
    note = models.TextField()

    class Meta:
        app_label = "bare"


PAGE = jinja2.Environment(autoescape=True).from_string(
    "<!doctype html><html lang=en><title>People</title><h1>People</h1><table>"
    '{% for row in rows %}<tr><td>{{ row.id }}</td><td><a href="/people/{{ row.id }}">{{ row.person }}</a></td>'
    "<td>{{ row.title }}</td><td>{{ row.status }}</td><td>{{ row.review }}</td><td>{{ row.note }}</td></tr>"
    "{% endfor %}</table></html>"
)
ROWS_SHOWN = 30
BYTES_BESIDE_NOTES = 4900
NOTE = "What matters to me: the garden & family. "
"""With the ampersand, 45 bytes on the page."""


def page(_request: HttpRequest) -> HttpResponse:
    """30 rows from one query."""
    return HttpResponse(PAGE.render(rows=Row.objects.order_by("person")[:ROWS_SHOWN]))


urlpatterns = [path("people", page)]
application = get_wsgi_application()


def make_rows() -> None:
    """A table with a few hundred rows."""
    with connection.schema_editor() as editor:
        editor.create_model(Row)
    wanted = max(0, int(os.environ.get("BARE_BYTES", "0")) - BYTES_BESIDE_NOTES) // ROWS_SHOWN
    Row.objects.bulk_create(
        Row(
            person=f"Person {n:04d}",
            title="Personalised care and support plan",
            status="active",
            review=date(2026, 5, 1),
            note=(NOTE * 99)[: wanted * len(NOTE) // 45],
        )
        for n in range(300)
    )


if __name__ == "__main__":
    make_rows()
