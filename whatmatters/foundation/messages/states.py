"""The lives of a message and of a batch of letters, as tables."""

from ..kernel.states import Move, StateTable

_NOT_YET_GONE = ("queued", "failed", "to-print", "in-batch", "printed")

MESSAGE = StateTable(
    "message",
    about=(
        "A message to one person or body. Whether it may go, and which way, is asked again each time it is about to "
        "leave: at sending for e-mail and text messages, at batching for letters."
    ),
    states={
        "queued": "Waiting to be sent",
        "sending": "Being sent now",
        "sent": "Sent",
        "failed": "Not sent yet, to be tried again",
        "given-up": "Given up: somebody must look",
        "stopped": "Stopped, and will not be sent",
        "to-print": "A letter waiting to be printed",
        "in-batch": "A letter in a batch",
        "printed": "A letter whose batch was opened for printing",
        "posted": "A letter that was posted",
    },
    initial="queued",
    moves=[
        Move("start_sending", ("queued", "failed", "sending"), "sending", "From sending only after a lost lease."),
        Move("record_sent", ("sending", "failed", "queued"), "sent", "The mail or text message system took it."),
        Move("record_failure", ("sending",), "failed", "It may work later: tried again after a while."),
        Move("give_up", ("sending", "to-print"), "given-up", "It cannot work, or was tried often enough."),
        Move("put_off", ("sending", "to-print"), "queued", "Not at this time, or another way than it was."),
        Move("ask_for_print", ("sending",), "to-print", "The person's way is a letter."),
        Move("put_in_batch", ("to-print",), "in-batch", "It is written, and has its place in a batch."),
        Move("record_printed", ("in-batch",), "printed", "The batch was opened for printing."),
        Move("record_posted", ("printed",), "posted", "Somebody said that it was posted."),
        Move("undo_posted", ("posted",), "printed", "It was not posted after all."),
        Move("print_again", ("in-batch", "printed", "posted"), "to-print", "Written afresh in a later batch."),
        Move("stop", (*_NOT_YET_GONE, "sending"), "stopped", "With a reason, such as that the person has died."),
        Move("queue_again", ("given-up", "stopped"), "queued", "Somebody asked for another try."),
    ],
)

LETTER_BATCH = StateTable(
    "letter-batch",
    about="Letters of one organisation that are printed and posted together.",
    states={
        "made": "Ready to print",
        "printed": "Opened for printing",
        "posted": "Posted",
        "taken-apart": "Taken apart: its letters are in the queue again",
    },
    initial="made",
    moves=[
        Move("record_printed", ("made", "printed"), "printed", "Its PDF was opened."),
        Move("record_posted", ("printed",), "posted", "Somebody said that all of it was posted."),
        Move("undo_posted", ("posted",), "printed", "It was not posted after all."),
        Move("take_apart", ("made", "printed"), "taken-apart", "Every letter is written afresh in a later batch."),
    ],
)
