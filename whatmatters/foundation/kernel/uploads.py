"""A file that is too large is refused while it arrives, before it fills the disk or keeps anybody waiting.

Serves every page that takes a file, through `FILE_UPLOAD_HANDLERS` in the settings. What the browser sends is read to
its end and thrown away, so that the page can answer and say why. Each page has its own limit below this one.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

_REFUSED = "whatmatters.refused_upload"


class RefuseLargeUploads(FileUploadHandler):
    """Skips every file of a request that is larger than `LARGEST_UPLOAD` as a whole."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *_: Any, **__: Any) -> None:
        """Remember how much is coming."""
        self._size = content_length

    def new_file(self, *arguments: Any, **named: Any) -> None:
        """Skip the file when too much is coming."""
        super().new_file(*arguments, **named)
        if self._size > settings.LARGEST_UPLOAD and self.request is not None:
            self.request.META[_REFUSED] = self._size
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand on to the handlers that keep files."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Keep nothing."""


def refused_upload(request: HttpRequest) -> int:
    """The size in bytes of what was refused; 0 when nothing was."""
    return int(request.META.get(_REFUSED, 0))
