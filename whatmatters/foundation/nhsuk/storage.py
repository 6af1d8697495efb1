"""Static files with fingerprints, forgiving where a file is missing.

Serves: `settings.STORAGES["staticfiles"]`. Refuses: to take a page away because an icon is missing: a plain page
is better than none. `whatmatters check` is where a missing file is reported.
"""

from __future__ import annotations

import logging

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

log = logging.getLogger(__name__)


class FrontEndStorage(CompressedManifestStaticFilesStorage):
    """The manifest storage; a name it does not know keeps its plain address, and is logged."""

    def stored_name(self, name: str) -> str:
        """The fingerprinted name; before `collectstatic`, the name itself."""
        try:
            return super().stored_name(name)
        except ValueError:
            if self.hashed_files:
                log.error("Static file %s is not among the collected files", name)
            return self.clean_name(name)
