"""What sign-in asks for, as pure functions that return reasons: no Django, no clock, no database."""

from .passwords import password_reasons
from .sessions import time_out_reasons
from .tries import too_many_tries_reasons

__all__ = ["password_reasons", "time_out_reasons", "too_many_tries_reasons"]
