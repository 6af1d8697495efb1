"""Count tries, so that guessing is slow: per name from one place, per name in all, and per place."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from ...kernel.errors import keep_rule
from ..models import FailedTries
from ..rules import too_many_tries_reasons
from ..rules.practice import figure, minutes
from ..seals import keyed_hash

_PURPOSE = "tries"


def count_try(*, name: str, network: str = "", at: datetime, setting: str = "tries-per-name-here") -> None:
    """Count a try before it is judged; raises `Refused` when there were too many. Names need not exist.

    Counting comes first, so that many tries at the same moment are not all let through. A try that is refused is not
    counted: waiting always helps. Without a `network` the name is counted alike from everywhere: for what only its
    owner can try, such as a code after the right password.
    """
    limits = _limits(name, network, setting, at) | _limits_of_place(network, setting, at)
    with transaction.atomic():
        may_try = all(_count(key, limit, at) for key, limit in limits.items())
    keep_rule(too_many_tries_reasons(may_try=may_try, at=at))


def forgive_tries(*, name: str, network: str = "", at: datetime, setting: str = "tries-per-name-here") -> None:
    """Forget the tries of a name that got it right, and take this one back from the count of the place."""
    FailedTries.objects.filter(key__in=_limits(name, network, setting, at)).delete()
    places = _limits_of_place(network, setting, at)
    FailedTries.objects.filter(key__in=places, tries__gt=0).update(tries=F("tries") - 1)


def _limits(name: str, network: str, setting: str, at: datetime) -> dict[str, int]:
    """The counters of a name, and how far each may go."""
    name = name.strip().casefold()
    return {
        keyed_hash(f"{setting}|{name}|{network}", purpose=_PURPOSE): figure(setting, at),
        keyed_hash(f"{setting}|{name}|everywhere", purpose=_PURPOSE): figure("tries-per-name", at),
    }


def _limits_of_place(network: str, setting: str, at: datetime) -> dict[str, int]:
    """The counter of a place, where the place counts."""
    if not network:
        return {}
    return {keyed_hash(f"{setting}||{network}", purpose=_PURPOSE): figure("tries-per-network", at)}


def _count(key: str, limit: int, at: datetime) -> bool:
    """Count one more, unless the limit is reached within the window. False when it is."""
    since = at - minutes("tries-window", at)
    running = FailedTries.objects.filter(key=key, first_at__gt=since)
    if running.filter(tries__lt=limit).update(tries=F("tries") + 1, last_at=at):
        return True
    if running.exists():
        return False
    fresh = {"tries": 1, "first_at": at, "last_at": at}
    FailedTries.objects.update_or_create(key=key, defaults=fresh)
    return True
