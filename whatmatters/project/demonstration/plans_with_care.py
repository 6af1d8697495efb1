"""What stands in the plans of Sofia, Kai and Walter beside their goals: each needs care in how it is told. See
`plans_in_full`."""

from __future__ import annotations

from whatmatters.care_plans.services import Part, WhenWorse

from .plans_in_full import InFull, Line
from .plans_of_the_others import DANIEL, JASWINDER, RUTH, TOMASZ

_SOFIA = InFull(
    said=(
        Line("reason", "I came here in the night."),
        Line("matters", "To be left in peace. To see my sister."),
        Line("going-well", "I sleep some nights. I bake for the house."),
        Line("worry", "That somebody tells him by mistake."),
        Line("agenda", "My sister. Who may know what. Nothing else.", own=False),
        Line("strength", "I got out, and I knew when."),
        Line("need", "I am always listening for the door."),
        Line("option", "A meeting place that neither of them has used before", "She chooses it on the day.", own=False),
        Line(
            "risk",
            "Meeting my sister, although she may be followed.",
            "Never at home, never announced, a worker nearby, and a word that ends it at once.",
        ),
        Line("formulation", "She is safe as long as little is known. Every step is hers to time.", own=False),
        Line("funding", "NHS: care co-ordinator. The house is paid for.", own=False),
    ),
    worse=(
        WhenWorse(
            name="If I think I am found",
            triggers=("Somebody asks for me by name", "A car stands outside twice"),
            what_should_happen="Call 999 and say the word of the house. Do not go out to look. Tell only Grace.",
            who_to_contact="Grace Mensah, care co-ordinator: 01632 960110",
            coping="Light on. Count the loaves. Ring the number on the card.",
            early_signs="I stop baking. I sit facing the door.",
            ready_at_hand="A packed bag and a charged telephone",
            are_the_persons=True,
        ),
    ),
    involved=(Part("Support worker of the house", "support worker", "The house", "Through Grace Mensah", True),
              Part("My sister", "sister", reach="Only through Grace Mensah")),
)  # fmt: skip

_KAI = InFull(
    said=(
        Line("reason", "Hospital in spring. I'm out and everybody looks at me sideways."),
        Line(
            "known",
            "Three weeks on the young people's ward in April. Sees the clinic once a month.",
            own=False,
            said_by="Young people's mental health team",
        ),
        Line("matters", "My bike. Not being talked about like I'm not in the room."),
        Line("going-well", "Dev still comes round. I'm sleeping."),
        Line("worry", "That it comes back and I miss it."),
        Line("question", "Who can see my notes?"),
        Line("agenda", "The bike workshop. Sundays. Notes.", own=False),
        Line("strength", "I can fix nearly anything with two wheels."),
        Line("need", "Somewhere to be where nobody knows."),
        Line("option", "The bike workshop on Saturdays", "He wants to look at it with Lena first.", own=False),
        Line(
            "risk",
            "Going on my own, even though I might freeze.",
            "I text Lena one letter if I need out. No fuss.",
        ),
        Line(
            "formulation",
            "Being useful, with people who do not know the story, does more for him than being watched.",
            own=False,
        ),
        Line("funding", "NHS: health coach. The workshop is free.", own=False),
    ),
    worse=(
        WhenWorse(
            name="When it gets loud",
            triggers=("I don't answer for a day", "I stop going to the garage", "I say I'm a waste of space"),
            what_should_happen="Nan sits with me, no talking needed. Ring the crisis line on the card. If I'm not "
            "safe, call 999 or go to A&E with Nan.",
            who_to_contact="Nan (Gwen Rees): 07700 900151\nLena Fischer, coach: 01632 960110",
            coping="Headphones. Take something apart. Walk to the weir and back.",
            early_signs="Curtains shut. One-word texts.",
            ready_at_hand="The card in my phone case",
            are_the_persons=True,
        ),
    ),
    involved=(Part("Gwen Rees", "grandmother", reach="07700 900151"),),
)

_WALTER = InFull(
    said=(
        Line("reason", "The hospital said months. I said not here."),
        Line(
            "known",
            "Lung cancer, no more treatment wanted. Home oxygen fitted.",
            own=False,
            said_by="Community nurse",
        ),
        Line("matters", "My own bed. Bess on it."),
        Line("worry", "Being a weight on Carol."),
        Line("question", "Will it hurt?"),
        Line("agenda", "Staying at home. Carol. The dog.", own=False),
        Line("strength", "I am not afraid of it."),
        Line("need", "My breath, at night."),
        Line("option", "Night sitters from the hospice", "Yes, from when Carol says.", own=False),
        Line(
            "risk",
            "Staying at home on oxygen with the fire lit.",
            "Electric heater instead, no smoking indoors, Carol checks at nine.",
        ),
        Line(
            "formulation", "He knows what is coming and where he wants to be. Carol's rest is what holds it.", own=False
        ),
        Line("funding", "NHS fast-track funding for the last weeks of life.", own=False),
    ),
    worse=(
        WhenWorse(
            name="When my breath is short",
            triggers=("I cannot finish a sentence", "My lips go blue"),
            what_should_happen="Sit me up by the window, fan on. The drops as written on the box. Ring the community "
            "nurse. Do not take me to hospital unless I ask.",
            who_to_contact="Carol Finch, daughter: 07700 900231\nCommunity nurses, day and night: 01632 960120",
            coping="Window, fan, Bess, the wireless low.",
            early_signs="I sleep in the chair.",
            ready_at_hand="Medicines for the end of life in the locked box by the bed",
            are_the_persons=True,
        ),
    ),
    involved=(Part("Carol Finch", "daughter", reach="07700 900231"),),
)

PLANS_OF_THE_OTHERS: dict[str, InFull] = {
    "daniel": DANIEL,
    "jaswinder": JASWINDER,
    "tomasz": TOMASZ,
    "ruth": RUTH,
    "sofia": _SOFIA,
    "kai": _KAI,
    "walter": _WALTER,
}
"""By the key of the story."""

HOW_CARE_WAS: tuple[dict[str, str], ...] = (
    {"listened": "yes", "hope": "mostly", "trust": "yes", "in-time": "sometimes"},
    {"listened": "yes", "hope": "sometimes", "trust": "mostly", "together": "no"},
    {"listened": "mostly", "trust": "yes", "in-time": "yes", "together": "mostly"},
)
"""What those whose plans are agreed answered when asked how care was; each may leave questions out."""
