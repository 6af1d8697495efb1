"""How long a newcomer waits: from `git clone` to the first page, and from the second `./run` to the first page.

    python3 benchmarks/start_up.py [--rounds 3] [--path /usr/bin:/bin]

Clones this repository's last commit into a temporary folder with an empty home, so that no cache of ours helps; what the
network and the package index give is part of the first figure. Prints one line a round and the medians.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 900
KEPT = ("PIP_", "SSL_", "HTTPS_PROXY", "NODE_EXTRA_CA_CERTS", "npm_config_")


def main() -> None:
    """Measure and print."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--rounds", type=int, default=3)
    given.add_argument("--path", default=os.environ["PATH"], help="PATH for the new machine, to hide its npm")
    asked = given.parse_args()
    rounds = [measure(asked.path) for _ in range(asked.rounds)]
    for first, second in rounds:
        print(f"clone to serving {first:6.1f} s   second start to serving {second:5.2f} s")
    medians = [statistics.median(column) for column in zip(*rounds, strict=True)]
    print(f"medians          {medians[0]:6.1f} s                           {medians[1]:5.2f} s")


def measure(path: str) -> tuple[float, float]:
    """One clone, started twice: the seconds to the first page of each."""
    with tempfile.TemporaryDirectory(prefix="whatmatters-start-") as folder:
        home, copy = Path(folder, "home"), Path(folder, "copy")
        home.mkdir()
        began = time.monotonic()
        subprocess.run(["git", "clone", "--quiet", ROOT, copy], check=True)
        first = _seconds_to_serve(copy, home, path, since=began)
        second = _seconds_to_serve(copy, home, path, since=time.monotonic())
    return first, second


def _seconds_to_serve(copy: Path, home: Path, path: str, *, since: float) -> float:
    port = _free_port()
    environment = {name: value for name, value in os.environ.items() if name.startswith(KEPT)}
    environment |= {"HOME": str(home), "PATH": path, "PORT": str(port)}
    with open(home / "run.log", "ab") as log:
        run = subprocess.Popen(["./run"], cwd=copy, env=environment, stdout=log, stderr=log)
    try:
        while not _answers(port):
            if run.poll() is not None or time.monotonic() - since > LONGEST:
                raise SystemExit((home / "run.log").read_text())
            time.sleep(0.02)
        return time.monotonic() - since
    finally:
        run.send_signal(signal.SIGTERM)
        run.wait(60)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
