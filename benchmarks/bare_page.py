"""The floor of `list_page.py`: a bare Django page of 30 rows by Jinja2, without sign-in, checks, audit or layout.

Run by granian with the same workers, threads and database settings as whatmatters. `BARE_BYTES` pads the page to the
size of ours, so that both send as much.
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
    """One person of the bare list."""

    name = models.CharField(max_length=80)
    born = models.DateField()
    number = models.CharField(max_length=12)
    worker = models.CharField(max_length=80)

    class Meta:
        app_label = "bare"


PAGE = jinja2.Environment(autoescape=True).from_string(
    "<!doctype html><html lang=en><title>People</title><h1>People</h1><table>"
    '{% for row in rows %}<tr><td><a href="/people/{{ row.id }}">{{ row.name }}</a></td><td>{{ row.born }}</td>'
    "<td>{{ row.number }}</td><td>{{ row.worker }}</td></tr>{% endfor %}</table><!--{{ padding }}--></html>"
)
ROWS_SHOWN = 30
PADDING = "x" * max(0, int(os.environ.get("BARE_BYTES", "0")) - 4000)


def page(_request: HttpRequest) -> HttpResponse:
    """30 rows from one query."""
    return HttpResponse(PAGE.render(rows=Row.objects.order_by("name")[:ROWS_SHOWN], padding=PADDING))


urlpatterns = [path("people", page)]
application = get_wsgi_application()


def make_rows() -> None:
    """A table with a few hundred rows."""
    with connection.schema_editor() as editor:
        editor.create_model(Row)
    Row.objects.bulk_create(
        Row(name=f"Person {n:04d}", born=date(1950, 1, 1), number="999 000 0000", worker="Sam Patel")
        for n in range(300)
    )


if __name__ == "__main__":
    make_rows()
