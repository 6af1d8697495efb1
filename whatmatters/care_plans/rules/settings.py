"""The dated, sourced settings of plans, and the answers to their fixed questions."""

from __future__ import annotations

from datetime import date

from whatmatters.foundation.kernel.dated import Dated, DatedTable, Standing
from whatmatters.foundation.kernel.translating import lazy

SETTINGS = DatedTable(
    "care_plans",
    [
        Dated(
            "ruler.lowest", 1, date(2021, 12, 22), Standing.NATIONAL_GUIDANCE, "DAPB4022 Amd 38/2021 (PRSB PCSP v2.0)"
        ),
        Dated(
            "ruler.highest", 10, date(2021, 12, 22), Standing.NATIONAL_GUIDANCE, "DAPB4022 Amd 38/2021 (PRSB PCSP v2.0)"
        ),
        Dated(
            "review.months",
            12,
            date(2021, 1, 1),
            Standing.OUR_PRACTICE,
            "Rulebook 3.4: plans are looked at again in a year",
            unit="months",
        ),
        Dated("step.reminder-hours", 14, date(2026, 1, 1), Standing.OUR_PRACTICE, "Whatmatters", unit="hours"),
        Dated("reading.highest-age", 11, date(2026, 1, 1), Standing.OUR_PRACTICE, "Whatmatters", unit="years"),
        Dated("reading.fewest-words", 12, date(2026, 1, 1), Standing.OUR_PRACTICE, "Whatmatters", unit="words"),
        Dated("words.longest", 2000, date(2026, 1, 1), Standing.OUR_PRACTICE, "Whatmatters", unit="characters"),
    ],
)

WAYS_TO_MEET = {
    "in-person": "In person",
    "home": "At home",
    "telephone": "By telephone",
    "video": "By video",
    "letter": "In writing",
}

OWNERS = {
    "person": "The person",
    "circle": "Somebody in the person's circle",
    "group": "A community group",
    "staff": "A member of staff",
}

ACHIEVEMENTS = {
    "in-progress": "Under way",
    "improving": "Getting nearer",
    "no-change": "No change",
    "worsening": "Further away",
    "achieved": "Reached",
    "sustaining": "Reached and kept up",
    "not-achieved": "Not reached",
    "not-attainable": "Cannot be reached",
}
"""FHIR R4 goal achievement, in words."""

CARE_QUESTIONS = {
    "listened": lazy("Did people listen to you?"),
    "hope": lazy("Do you feel more hopeful about what comes next?"),
    "trust": lazy("Did you trust the people you worked with?"),
    "in-time": lazy("Did you get information when you needed it?"),
    "together": lazy("Did the people who support you work together?"),
}
"""How care was: a few questions of our own, after what the model of personalised care promises. All may be skipped."""

CARE_ANSWERS = {
    "yes": lazy("Yes, always"),
    "mostly": lazy("Mostly"),
    "sometimes": lazy("Sometimes"),
    "no": lazy("No"),
}
