"""How the tests make a page from a line of template."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory


def page(source: str, request: HttpRequest | None = None, **context: Any) -> str:
    """The source as a template of ours, shown for a request (of a stranger, when none is given)."""
    template = engines["jinja2"].from_string(source)
    return template.render(context, request or RequestFactory().get("/somewhere/?q=ann&page=2"))


def words(html: str) -> str:
    """What can be read of some markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


HOSTILE = "<script>alert('x')</script> \" onfocus=alert(1) {{ 7*7 }} %s %(a)s </textarea> &amp;"
