"""A real OpenID provider (npm's oidc-provider) for the tests of NHS login and CIS2, and a browser that goes there."""

from __future__ import annotations

import json
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
from django.conf import settings
from django.test import Client
from joserfc.jwk import RSAKey

from whatmatters.project.set_up.front_end import node_folder

HERE = Path(__file__).parent
CLIENT_ID = "whatmatters-tests"


class OutsideProvider:
    """The provider while it runs. `issuer` is its address."""

    def __init__(self, issuer: str, key_file: Path) -> None:
        self.issuer, self.key_file = issuer, key_file

    def door(self) -> dict[str, str]:
        """What `settings.OUTSIDE_DOORS` says of it."""
        return {"issuer": self.issuer, "client_id": CLIENT_ID, "key_file": str(self.key_file)}

    def misbehave(self, **faults: object) -> None:
        """Have it do these things wrong from now on, and nothing else."""
        said = {name: fault if isinstance(fault, str) else json.dumps(fault) for name, fault in faults.items()}
        httpx.get(f"{self.issuer}/faults?{urlencode(said)}").raise_for_status()

    def answer_to(self, address: str, login: str) -> dict[str, str]:
        """Go there as `login` (nobody: says no), and bring back what it sends to us."""
        with httpx.Client(cookies={"login": login} if login else None) as browser:
            for _ in range(8):
                if address.startswith(settings.ADDRESS):
                    return dict(parse_qsl(urlsplit(address).query))
                response = browser.get(address)
                assert response.is_redirect, (response.status_code, response.text)
                address = str(response.next_request.url) if response.next_request else ""
        raise AssertionError("it never came back")


@contextmanager
def run_provider(folder: Path, people: dict[str, dict[str, Any]]) -> Iterator[OutsideProvider]:
    """Start the provider with these people's claims, and stop it in the end."""
    key = RSAKey.generate_key(2048)
    key_file = folder / "key.pem"
    key_file.write_bytes(key.as_pem(private=True))
    port = _free_port()
    process = subprocess.Popen(
        [str(node_folder() / "node"), str(HERE / "provider.mjs"), json.dumps(_settings(port, key, people))],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={"PATH": os.environ.get("PATH", os.defpath)},
    )
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert said.strip() == "ready", "the provider did not start: run ./test once, which installs it"
        yield OutsideProvider(f"http://127.0.0.1:{port}", key_file)
    finally:
        process.terminate()
        process.communicate()


def go(client: Client, provider: OutsideProvider, name: str, login: str, path: str = "") -> Any:
    """Sign in through the provider with this browser; our answer when it comes back."""
    away = client.get(path or f"/sign-in/with/{name}")
    assert away.status_code == 302, away.content.decode()
    return client.get(f"/sign-in/with/{name}/back", provider.answer_to(away.headers["Location"], login))


def _settings(port: int, key: RSAKey, people: dict[str, dict[str, Any]]) -> dict[str, Any]:
    public = key.as_dict(private=False) | {"use": "sig", "alg": "RS512"}
    client = {
        "client_id": CLIENT_ID,
        "token_endpoint_auth_method": "private_key_jwt",
        "token_endpoint_auth_signing_alg": "RS512",
        "id_token_signed_response_alg": "RS512",
        "redirect_uris": [f"{settings.ADDRESS}/sign-in/with/{name}/back" for name in ("nhs-login", "cis2")],
        "jwks": {"keys": [public]},
    }
    return {"port": port, "clients": [client], "people": people}


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
