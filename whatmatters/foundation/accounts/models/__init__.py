"""The tables of `accounts`, by theme."""

from .accounts import Account, Membership
from .sessions import KeptText, Session
from .ways_in import EmailChange, FailedTries, OneTimePass, OutsideIdentity, RecoveryCode, TotpDevice

__all__ = [
    "Account",
    "EmailChange",
    "FailedTries",
    "KeptText",
    "Membership",
    "OneTimePass",
    "OutsideIdentity",
    "RecoveryCode",
    "Session",
    "TotpDevice",
]
