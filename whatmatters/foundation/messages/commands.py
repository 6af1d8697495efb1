"""`whatmatters worker`: sends messages, does what is due, and takes the record of reads into the audit chains.

Serves whoever runs a copy. As many may run as wanted, on one machine or several. Told to stop (Ctrl-C, SIGTERM), it
finishes the job in hand; told twice, it stops at once, and the job is taken up again when its lease has run out.
"""

from __future__ import annotations

import signal
import sys
import threading

import click

from ..kernel.audit.journal import the_journal
from .background import run_worker


@click.command()
@click.option("--once", is_flag=True, help="Do what waits now, then end.")
def work(*, once: bool) -> None:
    """Send messages and do what is due, until stopped."""
    stop = threading.Event()

    def ask_to_stop(_number: int, _frame: object) -> None:
        if stop.is_set():
            sys.exit(1)
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    if not once:
        threading.Thread(target=the_journal().keep_draining, args=[stop], name="audit-journal", daemon=True).start()
    run_worker(stop, only_what_waits=once)
