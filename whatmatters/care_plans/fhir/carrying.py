"""What stands around a plan's goals, as answered questionnaires inside its CarePlan, and back.

FHIR R4 has no resource for a worry, a risk worth taking or a wish for a change in somebody's words: each goes as a
contained QuestionnaireResponse of a questionnaire of ours, which any reader can show, with one item a column. What is
not of ours, or cannot be read, is left out with its reason; nothing is made up for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, CharField, DateField, DateTimeField, Field, IntegerField, JSONField

from whatmatters.foundation.fhir.writing import resource
from whatmatters.foundation.kernel.reasons import Reason, Reasons

from .. import rules
from ..queries.carried import KINDS, Carried
from .codes import AUTHORSHIP, QUESTIONNAIRES

LONGEST_NAME = 200
_KNOWN: dict[str, Iterable[str]] = {
    "heading": rules.HEADINGS,
    "means": rules.MEANS,
    "how": rules.WAYS_TO_MEET,
}
"""Columns whose values are ours: one that is not known here means nothing here."""


def as_questionnaires(rows: Iterable[Carried]) -> list[dict[str, Any]]:
    """The rows as contained resources, in their order."""
    return [
        resource(
            "QuestionnaireResponse",
            id=f"{row.kind}-{row.id}",
            extension=[{"url": AUTHORSHIP, "valueCode": row.authorship}] if row.authorship else [],
            questionnaire=QUESTIONNAIRES + row.kind,
            status="completed",
            authored=row.made_at,
            author={"display": row.made_by} if row.made_by else {},
            item=list(_items(row)),
        )
        for row in rows
    ]


def _items(row: Carried) -> Iterator[dict[str, Any]]:
    for name, value in (row.values | row.keys).items():
        values = value if isinstance(value, list) else [value]
        answers = [_answer(one) for one in values if one is not None and (one != "" or isinstance(value, list))]
        if answers:
            yield {"linkId": name, "answer": answers}


def _answer(value: Any) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"valueBoolean": value}
    if isinstance(value, int):
        return {"valueInteger": value}
    if isinstance(value, datetime):
        return {"valueDateTime": value}
    return {"valueDate": value} if isinstance(value, date) else {"valueString": value or " "}


def read_carried(care_plan: dict[str, Any]) -> tuple[list[Carried], list[Reason]]:
    """The rows that a CarePlan of ours holds, in the order in which they come in, and why others do not."""
    found, reasons = [], []
    contained = care_plan.get("contained")
    for held in contained if isinstance(contained, list) else ():
        kind = _kind_of(held)
        if not kind:
            continue
        try:
            found.append(_read(kind, held))
        except (ValueError, TypeError, KeyError, AttributeError):
            text = f"What is called {held.get('id', 'nothing')} in the plan could not be read, and is left out."
            reasons.append(Reason("plan.carried", text))
    order = list(KINDS)
    return sorted(found, key=lambda row: order.index(row.kind)), reasons


def _kind_of(held: Any) -> str:
    asked = held.get("questionnaire") if isinstance(held, dict) else None
    kind = asked.removeprefix(QUESTIONNAIRES) if isinstance(asked, str) and asked.startswith(QUESTIONNAIRES) else ""
    return kind if kind in KINDS else ""


def _read(name: str, held: dict[str, Any]) -> Carried:
    kind, answers = KINDS[name], {item["linkId"]: item["answer"] for item in held.get("item") or ()}
    fields = {column: kind.model._meta.get_field(column) for column in kind.columns}
    values = {column: _value(fields[column], answers[column]) for column in kind.columns if column in answers}
    for column, known in _KNOWN.items():
        if values.get(column) and values[column] not in known:
            raise ValueError(column)
    if name == "remark" and values["kind"] not in rules.REMARKS:
        raise ValueError(name)
    if name == "scale" and _scale_reasons(values):
        raise ValueError(name)
    if name == "rating" and rules.score_reasons([values["score"]], [values["weight"] or 1]):
        raise ValueError(name)
    return Carried(
        kind=name,
        id=str(held["id"]).removeprefix(f"{name}-"),
        values=values,
        keys={key: str(answers[key][0]["valueString"]) for key in kind.keys if key in answers},
        made_at=_moment(held["authored"]) if held.get("authored") else None,
        made_by=str((held.get("author") or {}).get("display", ""))[:LONGEST_NAME],
    )


def _scale_reasons(values: dict[str, Any]) -> Reasons:
    """Why a page could not show the scale."""
    weights = {name: values[f"{name}_weight"] for name in ("importance", "difficulty")}
    return rules.scale_reasons(levels=values["levels"], **weights) + rules.score_reasons(
        [values[name] for name in ("baseline",) if values.get(name) is not None], [1]
    )


def _value(field: Any, answers: list[dict[str, Any]]) -> Any:
    if isinstance(field, JSONField):
        return [str(answer["valueString"]).strip() for answer in answers]
    answer = answers[0]
    for type_, element, read in _READERS:
        if isinstance(field, type_):
            return read(answer[element])
    text = str(answer["valueString"]).strip()
    return text[: field.max_length] if isinstance(field, CharField) else text


def _whole_number(value: Any) -> int:
    if not isinstance(value, int) or abs(value) > 1000:
        raise ValueError(value)
    return value


def _moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError(value)
    return moment


_READERS: tuple[tuple[type[Field], str, Any], ...] = (
    (BooleanField, "valueBoolean", bool),
    (DateTimeField, "valueDateTime", _moment),
    (DateField, "valueDate", date.fromisoformat),
    (IntegerField, "valueInteger", _whole_number),
)
