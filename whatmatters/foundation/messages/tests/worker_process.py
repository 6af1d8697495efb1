"""A worker as a process of its own, on the database of a test: `python -m … DATABASE [ARGUMENT…]`.

It is the real command with the real settings, but for the wiring, and for the name of the database.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

MODULE = "whatmatters.foundation.messages.tests.worker_process"


def start_worker(settings: Any, database: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a worker that has this test's database, folder and mail server."""
    environment = os.environ | {
        "WHATMATTERS_HOME": str(settings.HOME),
        "WHATMATTERS_SMTP_URL": settings.SMTP_URL,
        "WHATMATTERS_MAIL_FROM": settings.MAIL_FROM,
        "DJANGO_SETTINGS_MODULE": "whatmatters.project.settings",
    }
    return subprocess.Popen([sys.executable, "-m", MODULE, str(database), *arguments], env=environment)


def main() -> None:
    """Be the worker."""
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    settings.WIRING = "whatmatters.foundation.messages.tests.wiring"
    django.setup()
    from ..commands import work

    work.main(sys.argv[2:], prog_name="worker")


if __name__ == "__main__":
    main()
