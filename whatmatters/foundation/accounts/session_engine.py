"""Sessions in one table, read together with the account and its posts in one fixed statement.

Serves Django's session middleware (`SESSION_ENGINE`) and `middleware.ActorMiddleware`. The cookie is kept as its
SHA-256 only. Refuses to keep anything that a person wrote: `data` holds ids, codes and times.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, connection, transaction

from ..kernel.actor import Actor, Post, Role
from ..kernel.clock import day_of, now
from ..kernel.errors import WhatmattersError
from .models import Session
from .rules.practice import minutes

_FIND = (
    "SELECT s.data, s.started_at, s.seen_at, s.public_id, s.way_in, a.id, a.name, a.person_id, a.language, "
    "m.role, o.id, o.name, o.ods_code "
    "FROM accounts_session s "
    "LEFT JOIN accounts_account a ON a.id = s.account_id AND a.closed_at IS NULL "
    "LEFT JOIN accounts_membership m ON m.account_id = a.id AND m.ended_at IS NULL AND m.starts_on <= %s "
    "AND (m.ends_before IS NULL OR m.ends_before > %s) "
    "LEFT JOIN people_organisation o ON o.id = m.organisation_id "
    "WHERE s.key_hash = %s ORDER BY m.created_at, o.name, m.role"
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Whose session this is, as it stood when the request began: `request.account`.

    `actor` has the posts in force today. Times are aware.
    """

    id: UUID
    name: str
    language: str
    actor: Actor
    session_id: UUID
    started_at: datetime
    seen_at: datetime
    way_in: str
    has_posts_held_back: bool = False


STRONG_WAYS_IN = frozenset({"code", "recovery-code", "cis2"})
"""Ways in with a second proof: without one, a post gives nothing."""


_HALF = "half"
PLACES = "places"
"""In a session of CIS2: the codes of the organisations that it named. Posts elsewhere give nothing in that session."""


class SignInLost(WhatmattersError):
    """Nobody is half signed in here: the step before was too long ago, or never taken."""


@dataclass(slots=True)
class Holder:
    """Whom a session is for, from the moment it is created."""

    account_id: UUID
    way_in: str = ""
    browser: str = ""
    started_at: datetime | None = field(default=None)


class SessionStore(SessionBase):
    """Django's session, with its account beside it."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.signed_in: SignedIn | None = None
        self.holder: Holder | None = None
        self.is_new = False

    def load(self) -> dict[str, Any]:
        """The data of this session, and (in `signed_in`) its account; an unknown key becomes no key."""
        today = day_of(now()).isoformat()
        with connection.cursor() as cursor:
            cursor.execute(_FIND, [today, today, hash_of(self.session_key or "")])
            rows = cursor.fetchall()
        if not rows:
            self._session_key = None
            return {}
        data: dict[str, Any] = json.loads(rows[0][0])
        self.signed_in = _signed_in(rows, data.get(PLACES))
        return data

    def who(self) -> SignedIn | None:
        """Whose session this is; nothing for somebody on the way in, or a closed account."""
        self._session  # type: ignore[attr-defined]  # noqa: B018 reading it loads the row
        self.accessed = True
        return self.signed_in

    def let_half_in(self, account_id: UUID, at: datetime) -> None:
        """Remember who owes a code, under a new key."""
        self.flush()
        self[_HALF] = {"account": account_id.hex, "at": at.isoformat()}
        self.create()

    def half_in(self, at: datetime) -> UUID:
        """The account that owes a code here. Raises `SignInLost`."""
        half = self.get(_HALF)
        if not half or at - datetime.fromisoformat(half["at"]) > minutes("code-owed", at):
            raise SignInLost("Sign in again: the time for the code ran out.")
        return UUID(half["account"])

    def let_in(self, holder: Holder, **data: object) -> None:
        """Sign in: a new key, nothing carried over, so that a key planted earlier is worth nothing.

        `data` is what the session itself must remember: ids and codes.
        """
        self.flush()
        self.holder, self.is_new = holder, True
        for name, value in data.items():
            self[name] = value
        self.create()

    def exists(self, session_key: str) -> bool:
        """Whether there is a session with this key."""
        return Session.objects.filter(key_hash=hash_of(session_key)).exists()

    def create(self) -> None:
        """Store this session under a new key."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Store the data. Raises `UpdateError` when the session was ended in the meantime."""
        if self.session_key is None:
            self.create()
            return
        data = json.dumps(self._get_session(no_load=must_create), separators=(",", ":"))  # type: ignore[attr-defined]
        if must_create:
            self._insert(data)
        elif not Session.objects.filter(key_hash=hash_of(self.session_key)).update(data=data):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        """End this session, or the one named."""
        if key := session_key or self.session_key:
            Session.objects.filter(key_hash=hash_of(key)).delete()

    def get_expire_at_browser_close(self) -> bool:
        """Always: clinic computers are shared, so that no cookie outlives the browser."""
        return True

    @classmethod
    def clear_expired(cls) -> None:
        """Sessions are cleared by `services.housekeeping`, which knows the dated settings."""

    def _insert(self, data: str) -> None:
        at, holder = now(), self.holder
        try:
            with transaction.atomic():
                Session.objects.create(
                    key_hash=hash_of(self.session_key or ""),
                    data=data,
                    account_id=holder.account_id if holder else None,
                    way_in=holder.way_in if holder else "",
                    browser=holder.browser if holder else "",
                    started_at=(holder and holder.started_at) or at,
                    seen_at=at,
                )
        except IntegrityError as error:
            raise CreateError from error


def hash_of(session_key: str) -> str:
    """What is kept of a cookie."""
    return hashlib.sha256(session_key.encode()).hexdigest()


def _signed_in(rows: list[tuple[Any, ...]], places: list[str] | None) -> SignedIn | None:
    _, started_at, seen_at, public_id, way_in, account_id, name, person_id, language = rows[0][:9]
    if account_id is None:
        return None
    identity, is_strong = _uuid(account_id), way_in in STRONG_WAYS_IN
    held = tuple(
        Post(Role(role), _uuid(place), title)
        for *_, role, place, title, ods_code in rows
        if role and (places is None or ods_code in places)
    )
    posts = held if is_strong else ()
    return SignedIn(
        id=identity,
        name=name,
        language=language,
        actor=Actor(str(identity), name, posts, _uuid(person_id) if person_id else None),
        session_id=_uuid(public_id),
        started_at=_moment(started_at),
        seen_at=_moment(seen_at),
        way_in=way_in,
        has_posts_held_back=bool(held) and not is_strong,
    )


def _uuid(value: UUID | str) -> UUID:
    """SQLite keeps a UUID as 32 letters."""
    return value if isinstance(value, UUID) else UUID(value)


def _moment(value: datetime | str) -> datetime:
    """SQLite keeps a moment without its zone, which is UTC."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
