"""`whatmatters serve`: the web server.

Serves pages with granian over WSGI. On SQLite two workers of one thread each, because writers queue behind
one lock anyway; on PostgreSQL as many workers as cores, with two threads each, because they wait for the
network. Refuses to listen beyond this machine unless told to: put a proxy with HTTPS in front.
"""

from __future__ import annotations

import os

import click
from django.conf import settings
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

SECONDS_TO_FINISH = 10
"""How long a request that has begun may take to end when the server is asked to stop."""


@click.command()
@click.option("--address", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", type=click.IntRange(1, 64), help="Processes. [default: 2, or one a core on PostgreSQL]")
@click.option("--quiet", is_flag=True, help="Say nothing at the start.")
def serve(*, address: str, port: int, workers: int | None, quiet: bool) -> None:
    """Serve the pages to browsers until stopped."""
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        raise click.ClickException("The styles and scripts are not gathered: run “whatmatters collectstatic” first.")
    server = Granian(
        "whatmatters.project.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
        workers=workers or default_workers(),
        blocking_threads=1 if connection.vendor == "sqlite" else 2,
    )
    if not quiet:
        click.echo(f"Serving on http://{address}:{port}. Press Ctrl-C to stop.")
    server.serve()


def default_workers() -> int:
    """Two on SQLite; on PostgreSQL one a core, and at least two."""
    return 2 if connection.vendor == "sqlite" else max(2, os.cpu_count() or 2)
