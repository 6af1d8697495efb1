"""FHIR's words for the states of plans, goals and actions, and ours.

Life cycle and achievement of a goal stay two things in both directions. What FHIR tells apart and we do not
(`accepted`, `planned` and `active` goals) comes back as the one that we mean.
"""

GOAL_STATE_FROM_FHIR = {
    "proposed": "proposed",
    "planned": "proposed",
    "accepted": "active",
    "active": "active",
    "on-hold": "on-hold",
    "completed": "completed",
    "cancelled": "cancelled",
    "rejected": "cancelled",
}

ACTION_STATE_FROM_FHIR = {
    "not-started": "planned",
    "scheduled": "planned",
    "in-progress": "under-way",
    "on-hold": "planned",
    "completed": "done",
    "cancelled": "not-done",
    "stopped": "not-done",
    "unknown": "planned",
}

ACTION_STATE_TO_FHIR = {
    "planned": "not-started",
    "under-way": "in-progress",
    "done": "completed",
    "not-done": "stopped",
}

PLAN_STATE_TO_FHIR = {"being-written": "draft", "agreed": "active", "closed": "completed", "received": "active"}

CLOSED_IN_FHIR = {
    "revoked": "It was revoked in the other record.",
    "completed": "It was completed in the other record.",
}

OUR_CATEGORY = "Personalised care and support plan"
"""What every plan that goes out is called as a kind of plan; coming back, it is no title."""

ACHIEVEMENT_SYSTEM = "http://terminology.hl7.org/CodeSystem/goal-achievement"
CARE_PLAN_PROFILE = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-CarePlan"
GOAL_IMPORTANCE = "https://whatmatters.example.org/fhir/StructureDefinition/goal-importance"
ACTION_CONFIDENCE = "https://whatmatters.example.org/fhir/StructureDefinition/action-confidence"
PLAN_REVIEW_ON = "https://whatmatters.example.org/fhir/StructureDefinition/plan-review-on"
QUESTIONNAIRES = "https://whatmatters.example.org/fhir/Questionnaire/plan-"
"""What the questionnaires of what stands around a plan begin with; `queries.carried.KINDS` names them."""

AUTHORSHIP = "https://whatmatters.example.org/fhir/StructureDefinition/whose-words"
