"""The lives of a person's record and of an appointment, as tables."""

from ..kernel.states import Move, StateTable

PERSON = StateTable(
    "person",
    about="A person's record. A record is never deleted by a move: retention is a command of its own.",
    states={
        "active": "In use",
        "moved-away": "The person has moved away",
        "died": "The person has died",
        "merged": "Joined into another record",
    },
    initial="active",
    moves=[
        Move("record_move_away", ("active",), "moved-away", "The person now lives elsewhere."),
        Move("record_return", ("moved-away",), "active", "The person is back."),
        Move("record_death", ("active", "moved-away"), "died", "Letters, reminders and appointments stop."),
        Move("correct_death", ("died",), "active", "The death was recorded by mistake."),
        Move("merge", ("active", "moved-away", "died"), "merged", "Found to be a second record of one person."),
        Move("undo_merge", ("merged",), "active", "The two were different people after all."),
    ],
)

APPOINTMENT = StateTable(
    "appointment",
    about="A time to meet, in person, by telephone or by video.",
    states={
        "offered": "Offered, not yet agreed",
        "booked": "Booked",
        "attended": "Took place",
        "missed": "Missed",
        "cancelled": "Cancelled",
    },
    initial="offered",
    moves=[
        Move("book", ("offered",), "booked", "The person said yes to it."),
        Move("record_attended", ("booked",), "attended", "It took place."),
        Move("record_missed", ("booked",), "missed", "Nobody came, or nobody answered."),
        Move("cancel", ("offered", "booked"), "cancelled", "Called off by anyone; says by whom and why."),
    ],
)

UPLOAD = StateTable(
    "upload",
    about="A file of people that somebody sent up by the page.",
    states={
        "waiting": "Waiting to be read",
        "finished": "Read to its end",
        "stopped": "Stopped before its end",
    },
    initial="waiting",
    moves=[
        Move("finish", ("waiting", "stopped"), "finished", "Every person was taken, or the reason is in the report."),
        Move("stop", ("waiting", "stopped"), "stopped", "Something went wrong; what was taken before it is kept."),
    ],
)
