"""What stands in the plans of the demonstration beside goals: what was said, what to do when things get worse, who is
involved, and what people say about it."""

from __future__ import annotations

from dataclasses import dataclass

from whatmatters.care_plans.services import Part, WhenWorse


@dataclass(frozen=True, slots=True)
class Line:
    """Something said under a heading. `own`: the person's own words; else staff wrote it."""

    heading: str
    words: str
    further: str = ""
    own: bool = True
    said_by: str = ""
    means: str = ""


@dataclass(frozen=True, slots=True)
class InFull:
    """All of one plan but its goals."""

    said: tuple[Line, ...] = ()
    worse: tuple[WhenWorse, ...] = ()
    involved: tuple[Part, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()


NOTHING_YET = InFull()

_PEGGY = InFull(
    said=(
        Line("reason", "Arthur died in March. Since then I hardly go out, and my sight is getting worse."),
        Line(
            "known",
            "Age-related macular degeneration in both eyes. Reads large print with a magnifier.",
            own=False,
            said_by="Eye clinic",
        ),
        Line(
            "known",
            "Falls check done: steady indoors, afraid of kerbs. Grab rail fitted in the bathroom.",
            own=False,
            said_by="Council occupational therapist",
        ),
        Line("matters", "To hear voices in a room again. To be of use.", means="paper"),
        Line("going-well", "The garden. Jean's calls. My hands still know the kitchen.", means="paper"),
        Line("worry", "That I will stop going out at all.", means="paper"),
        Line("question", "Is there anything left that would help my eyes?", means="paper"),
        Line("agenda", "Singing. The kerb. Who rings whom if I am poorly.", own=False),
        Line("strength", "I sang alto for forty years and I can still learn a part by ear."),
        Line("strength", "I know everybody in Weavers Row.", own=False),
        Line("need", "I do not talk to anyone from one day to the next."),
        Line("need", "I cannot see the edge of the kerb."),
        Line("option", "The choir on Thursdays", "She lit up when we talked about it.", own=False),
        Line("option", "A befriender who rings", "“I would rather go out than wait for the phone.”", own=False),
        Line(
            "risk",
            "Walking to the shop alone, although I may fall.",
            "White stick lesson first. Only when it is dry. Telephone in the pocket. Bill knows when I set off.",
        ),
        Line(
            "formulation",
            "Grief and failing sight came together and took company and confidence at the same time. Singing gives "
            "company without needing to see; the stick gives the way there.",
            own=False,
        ),
        Line("funding", "NHS: link worker. The choir is free. The council lends the stick.", own=False),
    ),
    worse=(
        WhenWorse(
            name="When I stay in bed",
            triggers=("I have not dressed for two days", "I do not pick up when Jean rings on Sunday"),
            what_should_happen="Bill comes in with his key and makes tea. Jean is told. If I am ill, call the surgery.",
            who_to_contact="Jean Holloway, daughter: 07700 900101\nBill Tanner, neighbour: 01632 960202",
            coping="Radio on. Curtains open. Arthur's recording of the Messiah.",
            early_signs="I stop watering the beans. I say I am “fine” twice in one call.",
            ready_at_hand="Big-button telephone by the bed",
            are_the_persons=True,
        ),
    ),
    involved=(
        Part("Jean Holloway", "daughter", reach="07700 900101"),
        Part("Bill Tanner", "neighbour", reach="01632 960202"),
        Part("Grace Mensah", "care co-ordinator", "Ashcombe Surgery", "01632 960110", is_professional=True),
    ),
    remarks=(
        ("note", "First Thursday: I knew every word of “The Ash Grove”."),
        ("wish", "Please write the choir's day as Thursday at two, not Thursday afternoon."),
    ),
)

_IDRIS = InFull(
    said=(
        Line("reason", "His seizures changed in the summer, and he starts at a new school.", own=False),
        Line(
            "known",
            "Epilepsy; learning disability; no spoken words. Sleeps better with a weighted blanket.",
            own=False,
            said_by="Community children's nurse",
        ),
        Line("known", "One-to-one support in class is agreed.", own=False, said_by="School"),
        Line("matters", "Trains. Mum. Being outside.", means="told"),
        Line("going-well", "He laughs on the train. He sleeps through most nights.", own=False, means="told"),
        Line("worry", "Mum: that nobody at the new school will see a seizure for what it is.", own=False, means="told"),
        Line("agenda", "The new school. Seizures. A break for Mum.", own=False),
        Line("strength", "He shows what he wants by taking your hand.", own=False),
        Line("strength", "He knows every train on the line.", own=False),
        Line("need", "Somebody with rescue medicine within reach, always.", own=False),
        Line("need", "Mum has not had a whole night off in a year.", own=False),
        Line(
            "risk", "Going on the train, although he may have a seizure.", "Red bag, two people, out at the next stop."
        ),
        Line("formulation", "Calm, trains and the same few people keep him well; change brings seizures.", own=False),
        Line("funding", "NHS children's continuing care; council short breaks.", own=False),
    ),
    worse=(
        WhenWorse(
            name="A seizure that does not stop",
            triggers=("A seizure lasts longer than five minutes", "A second one starts before he is himself again"),
            what_should_happen="Give the rescue medicine from the red bag, as its plan says. Call 999. Stay with him.",
            who_to_contact="Amina Yusuf, mother: 07700 900110",
            coping="On his side. Quiet. His blanket.",
            early_signs="He goes pale and stares to the left.",
            ready_at_hand="Red bag: rescue medicine and its plan",
        ),
    ),
    involved=(
        Part("Amina Yusuf", "mother", reach="07700 900110"),
        Part("Ashcombe Primary", "school", "Ashcombe Primary", "01632 960160", is_professional=True),
    ),
    remarks=(("note", "New teacher came to meet him, and they looked at trains."),),
)

IN_FULL: dict[str, InFull] = {"peggy": _PEGGY, "idris": _IDRIS}
"""By the key of the story."""
