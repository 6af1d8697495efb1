"""A FHIR Timing in words, as far as people use one to say when they like to be reached."""

from __future__ import annotations

from typing import Any

_DAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
_WHEN = {
    "MORN": "in the morning",
    "MORN.early": "early in the morning",
    "MORN.late": "late in the morning",
    "NOON": "at midday",
    "AFT": "in the afternoon",
    "AFT.early": "early in the afternoon",
    "AFT.late": "late in the afternoon",
    "EVE": "in the evening",
    "EVE.early": "early in the evening",
    "EVE.late": "late in the evening",
    "NIGHT": "at night",
}


def timing_in_words(timing: dict[str, Any]) -> str:
    """Days, times and parts of the day: "Monday, Friday, in the morning". "" when it says none of these."""
    repeat = timing.get("repeat")
    if not isinstance(repeat, dict):
        return ""
    days = [_DAYS[day] for day in _texts(repeat.get("dayOfWeek")) if day in _DAYS]
    times = [f"at {time[:5]}" for time in _texts(repeat.get("timeOfDay"))]
    parts = [_WHEN[part] for part in _texts(repeat.get("when")) if part in _WHEN]
    return ", ".join((*days, *times, *parts))


def _texts(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
