"""The lives of a listing, of one reading of a feed, and of a report that something is wrong, as tables."""

from whatmatters.foundation.kernel.states import Move, StateTable

LISTING = StateTable(
    "listing",
    about="A service in the directory. Only a published one can be found by the public or leaves through the open API.",
    states={
        "proposed": "Waiting for a steward to look at it",
        "published": "In the directory",
        "private": "For staff only: never found by the public and never in the open API",
        "withdrawn": "Taken out of the directory",
        "gone": "No longer in the feed that it came from",
    },
    initial="proposed",
    arrives_as=("published",),
    moves=[
        Move("publish", ("proposed", "private", "withdrawn"), "published", "A steward, or a feed that is trusted."),
        Move(
            "keep_private", ("proposed", "published", "withdrawn"), "private", "Such as a refuge; a steward says why."
        ),
        Move("withdraw", ("proposed", "published", "private"), "withdrawn", "It has closed, or was never right."),
        Move("lose", ("published",), "gone", "The feed no longer has it."),
        Move("find_again", ("gone",), "published", "The feed has it again."),
    ],
)

FEED_RUN = StateTable(
    "feed run",
    about="One reading of a feed. A feed that has shrunk a great deal waits for a steward, and nothing is changed yet.",
    states={
        "reading": "Being read",
        "held": "Waiting for a steward: much less came than last time",
        "taken": "Taken in",
        "refused": "Refused by a steward; nothing was changed",
        "failed": "Could not be read; nothing was changed",
    },
    initial="reading",
    moves=[
        Move("take", ("reading", "held"), "taken", "Every record was taken in or named with what is wrong with it."),
        Move("hold", ("reading",), "held", "So many listings would go that somebody has to say yes."),
        Move("refuse", ("held",), "refused", "The steward says that the feed is wrong."),
        Move("fail", ("reading", "held"), "failed", "The file or the address cannot be read."),
    ],
)

REPORT = StateTable(
    "directory report",
    about="Somebody says that a listing is wrong. It goes to the listing's contact and to the steward.",
    states={
        "new": "Nobody has seen to it yet",
        "put-right": "Put right",
        "found-right": "Looked at: nothing was wrong",
    },
    initial="new",
    moves=[
        Move("put_right", ("new",), "put-right", "The listing was changed."),
        Move("find_right", ("new",), "found-right", "It was right as it is."),
    ],
)
