"""Capacity and wishes made in advance: what a record must say, and what it does and does not do.

Three kinds of wishes are kept apart: a statement is weighed, a refusal of treatment binds when it is valid and applies,
and a lasting power of attorney lets somebody else decide.

Source: Mental Capacity Act 2005; Gillick competence under 16 (rulebook 8.2). Refuses a record without reasons, and a
finding that nothing stands behind.
"""

from __future__ import annotations

from datetime import date

from ...kernel.reasons import YES, Reason, Reasons
from ...kernel.translating import _, lazy

FINDINGS = {
    "has": lazy("Can make this decision"),
    "lacks": lazy("Cannot make this decision at this time"),
    "undecided": lazy("Not clear yet: look again"),
}
KINDS = {"mca": lazy("Mental Capacity Act"), "gillick": lazy("Gillick competence")}
SCOPES = {
    "health-welfare": lazy("Health and welfare"),
    "property": lazy("Property and financial affairs"),
}
HOW_ATTORNEYS_ACT = {
    "alone": lazy("One attorney"),
    "jointly": lazy("Together, always"),
    "severally": lazy("Together, or each alone"),
}
_ADULT = 16
_ACT = "Mental Capacity Act 2005"


def kind_for(age: int | None) -> str:
    """Which test is asked at this age: the Mental Capacity Act from 16, Gillick before. Unknown counts as adult."""
    return "gillick" if age is not None and age < _ADULT else "mca"


def capacity_reasons(
    *,
    decision: str,
    finding: str,
    how_supported: str,
    reasons: str,
    best_interests: str,
    who_was_asked: str,
    assessed_on: date,
    assessor_name: str,
    kind: str,
    day: date,
) -> Reasons:
    """Why this assessment cannot be kept. Capacity is presumed, so that a lack of it needs the most to be said."""
    wants = [
        (decision, "decision", _("Say which decision this is about. Capacity is for one decision at one time.")),
        (reasons, "reasons", _("Say what the finding rests on.")),
        (assessor_name, "assessor_name", _("Write who assessed this.")),
    ]
    if finding == "lacks":
        wants.append((how_supported, "how_supported", _("Say what was done to help the person to decide themself.")))
        if kind == "mca":
            wants.append((best_interests, "best_interests", _("Say what is in the person's best interests, and why.")))
            wants.append((who_was_asked, "who_was_asked", _("Say who was asked, or why nobody could be.")))
    found = tuple(Reason(f"capacity.{field}", text, field, _ACT) for said, field, text in wants if not said.strip())
    if finding not in FINDINGS:
        found += (Reason("capacity.finding", _("Choose what was found."), "finding"),)
    if assessed_on > day:
        text = _("This day has not come yet. Choose today or a day before.")
        found += (Reason("capacity.future", text, "assessed_on"),)
    return found


def made_on_reasons(made_on: date | None, *, day: date) -> Reasons:
    """Why a wish in advance cannot have been made on this day; not knowing the day is no reason."""
    if made_on is None or made_on <= day:
        return YES
    text = _("This day has not come yet. Leave it empty if you do not know when it was made.")
    return (Reason("in-advance.future", text, "made_on"),)


def statement_reasons(*, words: str, supported_by: str, by_staff: bool) -> Reasons:
    """Why an advance statement cannot be kept: it has no words, or staff do not say whom they wrote it with."""
    reasons = YES
    if not words.strip():
        reasons += (Reason("statement.words", _("Write what matters to the person, in their own words."), "words"),)
    if by_staff and not supported_by.strip():
        text = _("Say who supported the person to write this.")
        reasons += (Reason("statement.supported-by", text, "supported_by"),)
    return reasons


def refusal_reasons(*, treatment: str, circumstances: str) -> Reasons:
    """Why an advance refusal cannot be kept: it names no treatment, or not when it holds. Gaps do not stop it."""
    wants = (
        (treatment, "treatment", _("Say which treatment is refused.")),
        (circumstances, "circumstances", _("Say when this holds. If it is always, write “always”.")),
    )
    return tuple(Reason(f"refusal.{name}", text, name, _ACT) for said, name, text in wants if not said.strip())


def refusal_gaps(
    *,
    is_life_sustaining: bool,
    says_even_if_life_at_risk: bool,
    is_in_writing: bool,
    is_signed: bool,
    witness: str,
    age_when_made: int | None = None,
) -> tuple[str, ...]:
    """What an advance refusal lacks to bind those who treat; empty when nothing is known to be missing.

    Shown with the refusal, never a reason not to keep it: whether it is valid and applies is for those who treat.
    Source: Mental Capacity Act 2005, sections 24 and 25.
    """
    wants: tuple[tuple[bool, str], ...] = (
        (age_when_made is None or age_when_made >= 18, _("The person must be 18 or older when they make it.")),
    )
    if is_life_sustaining:
        wants += (
            (is_in_writing, _("It must be in writing.")),
            (is_signed, _("It must be signed by the person, or by somebody in their presence and as they direct.")),
            (bool(witness.strip()), _("It must be signed by a witness.")),
            (says_even_if_life_at_risk, _("It must say that it holds even if life is at risk.")),
        )
    return tuple(text for is_there, text in wants if not is_there)


def power_reasons(*, attorney_name: str, scope: str, acts: str) -> Reasons:
    """Why a lasting power of attorney cannot be kept: nobody is named, or what it is for is not said."""
    reasons = YES
    if not attorney_name.strip():
        reasons += (Reason("power.name", _("Write who the attorney is."), "attorney_name"),)
    if scope not in SCOPES:
        reasons += (Reason("power.scope", _("Choose what the power is for."), "scope"),)
    if acts and acts not in HOW_ATTORNEYS_ACT:
        reasons += (Reason("power.acts", _("Choose how the attorneys act."), "acts"),)
    return reasons


def attorney_reasons(*, scope: str, is_registered: bool) -> Reasons:
    """Why an attorney may not decide or act in matters of care: the wrong scope, or not registered."""
    reasons = YES
    if scope != "health-welfare":
        text = _("This power is for property and money. Only one for health and welfare lets somebody act here.")
        reasons += (Reason("attorney.scope", text, "scope", _ACT),)
    if not is_registered:
        text = _("A lasting power of attorney works only once the Office of the Public Guardian has registered it.")
        reasons += (Reason("attorney.registered", text, "is_registered", _ACT),)
    return reasons
