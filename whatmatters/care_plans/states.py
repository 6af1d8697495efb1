"""The lives of a plan, a goal and an action, as tables.

FHIR R4 keeps a goal's life cycle and its achievement apart, and so do we; PRSB's one status is mapped from the two.
"""

from whatmatters.foundation.kernel.states import Move, StateTable

PLAN = StateTable(
    "plan",
    about="A personalised care and support plan. It is agreed as it reads: a later change opens it again.",
    states={
        "being-written": "Being written",
        "agreed": "Agreed",
        "closed": "Closed",
        "received": "From another record, not yet talked through here",
    },
    initial="being-written",
    arrives_as=("received", "closed"),
    moves=[
        Move("agree", ("being-written",), "agreed", "The person, or who speaks for them, says that this is the plan."),
        Move("change", ("being-written", "agreed", "received"), "being-written", "A goal or an action is changed."),
        Move("close", ("being-written", "agreed", "received"), "closed", "The plan is no longer used; it says why."),
        Move("reopen", ("closed",), "being-written", "The plan is used again."),
    ],
)

GOAL = StateTable(
    "goal",
    about="What matters to the person and what they hope for. Whether it was reached is kept apart (achievement).",
    states={
        "proposed": "Being thought about",
        "active": "Being worked on",
        "on-hold": "On hold for now",
        "completed": "Finished with",
        "cancelled": "No longer wanted",
    },
    initial="active",
    arrives_as=("proposed", "on-hold", "completed", "cancelled"),
    moves=[
        Move("take_up", ("proposed", "on-hold", "completed", "cancelled"), "active", "Work on it starts, or again."),
        Move("hold", ("proposed", "active"), "on-hold", "It waits; nothing is lost."),
        Move("finish", ("active", "on-hold"), "completed", "It is finished with, reached or not."),
        Move("cancel", ("proposed", "active", "on-hold"), "cancelled", "The person no longer wants it."),
    ],
)

ACTION = StateTable(
    "action",
    about="One thing that somebody will do towards a goal: the person, a friend, a group or a professional.",
    states={
        "planned": "Not started",
        "under-way": "Under way",
        "done": "Done",
        "not-done": "Will not be done",
    },
    initial="planned",
    arrives_as=("under-way", "done", "not-done"),
    moves=[
        Move("begin", ("planned", "not-done"), "under-way", "Somebody has started."),
        Move("complete", ("planned", "under-way"), "done", "It has been done."),
        Move("give_up", ("planned", "under-way"), "not-done", "It will not be done; a note can say why."),
        Move(
            "begin_again", ("done", "not-done", "under-way"), "planned", "It was marked by mistake, or is needed again."
        ),
    ],
)
