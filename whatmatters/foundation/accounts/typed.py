"""What somebody typed into a form, taken from the request so that it can be kept, shown and sent again.

Serves the kept text of a time-out and every error page. Refuses to repeat secrets: a field whose name speaks of a
password, a code or a token is left out, and so are files, whose names alone are told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

KEPT_FIELD = "kept_text"
"""The hidden field that says which kept form is being sent again."""

_SECRET = re.compile(r"password|passcode|secret|csrf|token|^code$|_code$|recovery")


@dataclass(frozen=True, slots=True)
class TypedField:
    """One field as it was sent; `label` is its name made readable."""

    name: str
    label: str
    values: tuple[str, ...]

    @property
    def text(self) -> str:
        """What to show: empty for a field nobody filled in."""
        return "\n".join(value for value in self.values if value.strip())


@dataclass(frozen=True, slots=True)
class Typed:
    """One form as it was sent. `path` is where it went; `has_secrets` says that something must be typed again."""

    path: str
    fields: tuple[TypedField, ...] = ()
    files: tuple[str, ...] = ()
    has_secrets: bool = False

    @property
    def shown(self) -> tuple[TypedField, ...]:
        """The fields that somebody may want to copy: those with words in them, without our own hidden ones."""
        return tuple(field for field in self.fields if field.text and field.name not in ("posting", "next", KEPT_FIELD))

    @property
    def can_be_sent_again(self) -> bool:
        """Whether sending the same fields again is the whole form."""
        return bool(self.fields) and not self.files and not self.has_secrets

    def as_dict(self) -> dict[str, Any]:
        """For sealing."""
        fields = [[field.name, list(field.values)] for field in self.fields]
        return {"path": self.path, "fields": fields, "files": list(self.files), "has_secrets": self.has_secrets}

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> Typed:
        """What `as_dict` made."""
        fields = tuple(TypedField(name, _label(name), tuple(values)) for name, values in content["fields"])
        return cls(content["path"], fields, tuple(content["files"]), content["has_secrets"])


def typed_in(request: HttpRequest) -> Typed:
    """The form in a request; empty when there is none, or when it cannot be read."""
    path = request.get_full_path()
    try:
        names = list(request.POST)
        files = tuple(upload.name or "" for name in request.FILES for upload in request.FILES.getlist(name))
    except (
        RequestDataTooBig,
        TooManyFieldsSent,
        SuspiciousOperation,
        MultiPartParserError,
        UnreadablePostError,
        OSError,
    ):
        return Typed(path)
    plain = [name for name in names if not _SECRET.search(name.lower())]
    fields = tuple(TypedField(name, _label(name), tuple(request.POST.getlist(name))) for name in plain)
    hidden = any(name != "csrfmiddlewaretoken" for name in names if name not in plain)
    return Typed(path, fields, files, hidden)


def _label(name: str) -> str:
    """`form-0-what_matters` becomes `What matters`."""
    words = re.sub(r"^(?:[a-z]+-\d+-)", "", name).replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]
